-- A stay that was looked at and is told otherwise once more wants another look, and what was found before stays beside it.
drop index claim.sign_once;
create unique index sign_once on claim.sign (fund, case_id, kind, coalesce(other_case, 0), coalesce(paper, 0))
    where kind <> 'REPORT_DIFFERS';
create unique index sign_of_report_once on claim.sign (fund, case_id) where kind = 'REPORT_DIFFERS' and looked_at is null;
