-- What an officer has written for others is found by that hand: what is still a draft, and what was sent in, newest first. Whoever
-- writes for themselves is in neither index.
create index event_case_drafts_by_hand on claim.event_case (fund, opened_by) where state = 'DRAFT' and person <> opened_by;
create index event_case_by_hand on claim.event_case (fund, opened_by, id)
    where submitted_at is not null and person <> opened_by;
-- Money that came back waits for somebody, and is rare.
create index claim_returned on claim.claim (fund, unit_path, id) where state = 'RETURNED';
