-- The days after the last of a submission's covers, and when its people were told that they end: one row for all that end together,
-- and no index of the covers themselves, which are written by the million.
create table enrolment.ending (
    fund       int not null,
    submission bigint not null,
    ends       date not null,
    told_at    timestamptz,
    primary key (fund, submission, ends),
    foreign key (fund, submission) references enrolment.submission (fund, id)
);
insert into enrolment.ending (fund, submission, ends)
    select distinct fund, submission, upper(cover) from enrolment.cover where state = 'ACTIVE';
create index ending_untold on enrolment.ending (fund, ends, submission) where told_at is null;

-- Both are marked together, by one walk through what was written.
create or replace function enrolment.mark_covering() returns trigger language plpgsql set enable_seqscan = off as $$
declare
    covering record;
begin
    for covering in
        select fund, submission, upper(cover) as ends from fresh where state = 'ACTIVE' group by fund, submission, upper(cover)
        order by fund, submission, ends desc
    loop
        insert into enrolment.ending (fund, submission, ends)
        values (covering.fund, covering.submission, covering.ends) on conflict do nothing;
        update enrolment.submission s set covers_until = covering.ends
        where s.fund = covering.fund and s.id = covering.submission
          and (s.covers_until is null or s.covers_until < covering.ends);
    end loop;
    return null;
end $$;
