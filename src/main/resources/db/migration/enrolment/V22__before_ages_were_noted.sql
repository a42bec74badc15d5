-- Birthdays are noted since V17. Of what has awaited its fee for longer nobody can tell from here who has one to be noted, since they
-- lie sealed: they are read when the fee comes.
alter table enrolment.submission add column ages_noted boolean not null default true;
update enrolment.submission s set ages_noted = false
where s.state = 'AWAITING' and s.kind <> 'HISTORY' and not exists (
    select from enrolment.ageing g where g.fund = s.fund and g.submission = s.id);
