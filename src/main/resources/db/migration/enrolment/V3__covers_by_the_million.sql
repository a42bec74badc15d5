-- A province enrols six million covers in a go. What cost most of that, an exclusion over all covers and foreign keys
-- checked row by row, is now a unique key and one set-based check a statement, so that the promise stays with the database:
-- of a person's covers of a plan no two overlap, and each names people and submissions that exist.
alter table enrolment.cover
    drop constraint cover_once,
    drop constraint cover_fund_person_fkey,
    drop constraint cover_fund_submission_fkey;
drop index enrolment.cover_awaited_once;
drop index enrolment.cover_of_person;

-- One cover awaited, and one for each first day. Also how the covers of a person are found.
create unique index cover_once_a_term on enrolment.cover (fund, person, plan, coalesce(lower(cover), 'infinity'::date))
    where state <> 'CANCELLED';

-- Terms of less than a year are few, and a person may have many of them.
alter table enrolment.cover add constraint cover_short_once
    exclude using gist (fund with =, person with =, plan with =, cover with &&)
    where (state = 'ACTIVE' and upper(cover) - lower(cover) < 300);

-- Whoever puts covers in force holds the fund's lock, the same that the rosters hold, until the end of the transaction: two
-- at once never both see nobody. A new statement in this function sees what the other has committed.
create function enrolment.check_covers() returns trigger language plpgsql as $$
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
            where not exists (select from person.person p where p.fund = f.fund and p.id = f.person) limit 1;
        if found then
            raise exception 'cover_person: nobody is person % of fund %', wrong.person, wrong.fund
                using errcode = 'foreign_key_violation', constraint = 'cover_person';
        end if;
        select f.* into wrong from (select distinct fund, submission from fresh) f
            where not exists (select from enrolment.submission s where s.fund = f.fund and s.id = f.submission) limit 1;
        if found then
            raise exception 'cover_submission: there is no submission % of fund %', wrong.submission, wrong.fund
                using errcode = 'foreign_key_violation', constraint = 'cover_submission';
        end if;
    end if;
    if not begins then
        return null;
    end if;
    select f.* into wrong from fresh f
        join enrolment.cover c on c.fund = f.fund and c.person = f.person and c.plan = f.plan and c.id <> f.id
        where f.state = 'ACTIVE' and c.state = 'ACTIVE' and c.cover && f.cover limit 1;
    if found then
        raise exception 'cover_once: person % of fund % has %, which overlaps another of plan %',
                wrong.person, wrong.fund, wrong.cover, wrong.plan
            using errcode = 'exclusion_violation', constraint = 'cover_once';
    end if;
    return null;
end $$;
create trigger check_covers_inserted after insert on enrolment.cover
    referencing new table as fresh for each statement execute function enrolment.check_covers();
create trigger check_covers_updated after update on enrolment.cover
    referencing new table as fresh for each statement execute function enrolment.check_covers();

create function enrolment.keep_person() returns trigger language plpgsql as $$
begin
    if exists (select from gone g join enrolment.cover c on c.fund = g.fund and c.person = g.id) then
        raise exception 'cover_person: a person with covers is kept'
            using errcode = 'foreign_key_violation', constraint = 'cover_person';
    end if;
    return null;
end $$;
create trigger keep_covered after delete on person.person
    referencing old table as gone for each statement execute function enrolment.keep_person();

create function enrolment.keep_submission() returns trigger language plpgsql as $$
begin
    if exists (select from gone g join enrolment.cover c on c.fund = g.fund and c.submission = g.id) then
        raise exception 'cover_submission: a submission with covers is kept'
            using errcode = 'foreign_key_violation', constraint = 'cover_submission';
    end if;
    return null;
end $$;
create trigger keep_covers after delete on enrolment.submission
    referencing old table as gone for each statement execute function enrolment.keep_submission();
