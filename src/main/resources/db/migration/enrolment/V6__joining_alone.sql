-- SELF: one person who joins alone, without a unit's roster; the cover begins as a roster's does.
alter table enrolment.submission drop constraint submission_kind_check;
alter table enrolment.submission
    add constraint submission_kind_check check (kind in ('ROSTER', 'HISTORY', 'IMPORT', 'SELF')),
    add constraint alone_is_one_person check (kind <> 'SELF' or people <= 1);
