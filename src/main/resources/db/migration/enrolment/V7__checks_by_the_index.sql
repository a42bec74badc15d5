-- The same promises as before, asked row by row through the keys. Left to the planner, which knows no figures of rows that the
-- same transaction has just written, the check of a million rows became a join of all covers with all covers. A limit inside
-- keeps each question a question to an index, and the words of the key's own condition make it that key: the indexes of
-- covers in force look small to a planner whose figures are from before they were.
create or replace function enrolment.check_covers() returns trigger language plpgsql as $$
declare
    begins boolean := exists (select from fresh where state = 'ACTIVE');
    wrong record;
begin
    if begins then
        perform pg_advisory_xact_lock(f.fund, 1129272901) from (select distinct fund from fresh) f;
    else
        perform pg_advisory_xact_lock_shared(f.fund, 1129272901) from (select distinct fund from fresh) f;
    end if;
    if tg_op = 'INSERT' then
        select f.* into wrong from (select distinct fund, person from fresh) f
            left join lateral (select p.id from person.person p where p.fund = f.fund and p.id = f.person limit 1) p on true
            where p.id is null limit 1;
        if found then
            raise exception 'cover_person: nobody is person % of fund %', wrong.person, wrong.fund
                using errcode = 'foreign_key_violation', constraint = 'cover_person';
        end if;
        select f.* into wrong from (select distinct fund, submission from fresh) f
            left join lateral (
                select s.id from enrolment.submission s where s.fund = f.fund and s.id = f.submission limit 1) s on true
            where s.id is null limit 1;
        if found then
            raise exception 'cover_submission: there is no submission % of fund %', wrong.submission, wrong.fund
                using errcode = 'foreign_key_violation', constraint = 'cover_submission';
        end if;
    end if;
    if not begins then
        return null;
    end if;
    select f.* into wrong from fresh f
        cross join lateral (
            select from enrolment.cover c
            where c.fund = f.fund and c.person = f.person and c.plan = f.plan and c.id <> f.id
              and c.state <> 'CANCELLED' and c.cover && f.cover limit 1) c
        where f.state = 'ACTIVE' limit 1;
    if found then
        raise exception 'cover_once: person % of fund % has %, which overlaps another of plan %',
                wrong.person, wrong.fund, wrong.cover, wrong.plan
            using errcode = 'exclusion_violation', constraint = 'cover_once';
    end if;
    return null;
end $$;
