-- The day after the last one that a submission covers: of people with many years behind them, covers that ended long ago are
-- passed over in the key and not looked at one by one.
alter table enrolment.submission add column covers_until date;
update enrolment.submission s set covers_until = c.ends
from (
    select fund, submission, max(upper(cover)) as ends from enrolment.cover where state = 'ACTIVE' group by fund, submission) c
where s.fund = c.fund and s.id = c.submission;
create index submission_covering on enrolment.submission (fund, covers_until, id);

-- It may be later than what is left of the covers, and is never earlier.
create function enrolment.mark_covering() returns trigger language plpgsql set enable_seqscan = off as $$
declare
    covering record;
begin
    for covering in
        select fund, submission, max(upper(cover)) as ends from fresh where state = 'ACTIVE' group by fund, submission
        order by fund, submission
    loop
        update enrolment.submission s set covers_until = covering.ends
        where s.fund = covering.fund and s.id = covering.submission
          and (s.covers_until is null or s.covers_until < covering.ends);
    end loop;
    return null;
end $$;
create trigger mark_covering_inserted after insert on enrolment.cover
    referencing new table as fresh for each statement execute function enrolment.mark_covering();
create trigger mark_covering_updated after update on enrolment.cover
    referencing new table as fresh for each statement execute function enrolment.mark_covering();
