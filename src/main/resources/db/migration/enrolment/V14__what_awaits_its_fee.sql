create function enrolment.each_once(plans text[]) returns boolean language sql immutable as
    $$ select count(*) = count(distinct plan) from unnest(plans) as plan $$;

-- Until its fee has come in, what a person chose of a submission is one line, with a plan a place in its lists; covers are
-- written when they begin, once. A province that joins writes two million lines instead of six million covers.
create table enrolment.awaited (
    fund             int not null,
    person           bigint not null,
    submission       bigint not null,
    row_number       int not null,
    plans            text[] collate "C" not null,
    editions         text[] collate "C" not null,
    units            int[] not null,
    fees_fen         bigint[] not null,
    continuous_since date[],
    primary key (fund, person, submission),
    constraint awaited_alike check (
        cardinality(plans) > 0 and cardinality(editions) = cardinality(plans) and cardinality(units) = cardinality(plans)
        and cardinality(fees_fen) = cardinality(plans) and cardinality(continuous_since) = cardinality(plans)),
    constraint awaited_whole check (
        array_position(plans, null) is null and array_position(editions, null) is null
        and array_position(units, null) is null and array_position(fees_fen, null) is null),
    -- As people choose them they are told apart at once.
    constraint awaited_each_once check (
        case when cardinality(plans) > 4 then enrolment.each_once(plans)
        else (plans[1] = plans[2]) is not true and (plans[1] = plans[3]) is not true and (plans[1] = plans[4]) is not true
            and (plans[2] = plans[3]) is not true and (plans[2] = plans[4]) is not true and (plans[3] = plans[4]) is not true
        end),
    constraint awaited_units check (1 <= all (units) and 999 >= all (units)),
    constraint awaited_fees check (0 <= all (fees_fen))
);
create index awaited_of_submission on enrolment.awaited (fund, submission);

insert into enrolment.awaited (fund, person, submission, row_number, plans, editions, units, fees_fen, continuous_since)
    select fund, person, submission, min(row_number), array_agg(plan order by id), array_agg(edition order by id),
           array_agg(units order by id), array_agg(fee_fen order by id),
           case when count(continuous_since) > 0 then array_agg(continuous_since order by id) end
    from enrolment.cover where state = 'AWAITING' group by fund, person, submission;
delete from enrolment.cover where state = 'AWAITING';
alter table enrolment.cover
    drop constraint cover_state_check,
    drop constraint cover_check,
    add constraint cover_state_check check (state in ('ACTIVE', 'CANCELLED')),
    reset (fillfactor);

-- What people hold and held: covers, and what awaits its fee and has neither number nor term yet.
create view enrolment.enrolled as
    select fund, id, person, plan, edition, units, unit, unit_path, submission, row_number, fee_fen, state, cover,
           first_joined, continuous_since, waiting_until
    from enrolment.cover
    union all
    select a.fund, null, a.person, w.plan, w.edition, w.units, s.unit, s.unit_path, a.submission, a.row_number, w.fee_fen,
           'AWAITING', null, null, w.continuous_since, null
    from enrolment.awaited a
    join enrolment.submission s on s.fund = a.fund and s.id = a.submission
    cross join lateral unnest(a.plans, a.editions, a.units, a.fees_fen, a.continuous_since)
        as w (plan, edition, units, fee_fen, continuous_since);

-- One of these people who is nobody, or null. They are told by one walk through the key, and one by one once somebody is missing.
create function enrolment.stranger(of_fund int, people bigint[]) returns bigint language plpgsql stable set enable_seqscan = off as $$
begin
    if (select count(*) from person.person p where p.fund = of_fund and p.id = any (array(select unnest(people))))
            = (select count(distinct asked) from unnest(people) as asked) then
        return null;
    end if;
    return (select asked from unnest(people) as asked
        where not exists (select from person.person p where p.fund = of_fund and p.id = asked) limit 1);
end $$;

-- Who writes covers or what awaits them holds the fund's lock, as the rosters do, to the end of the transaction; a new statement
-- in these functions sees what the other has committed. Who awaits or holds what is asked for all people at once, and line by line once
-- somebody may be wrong; always by a key, since a plan that is kept from when a table was small would read the whole of it.
create function enrolment.check_awaited() returns trigger language plpgsql set enable_seqscan = off as $$
declare
    of_fund int;
    stranger bigint;
    wrong record;
begin
    for of_fund in select distinct fund from fresh order by fund loop
        perform pg_advisory_xact_lock(of_fund, 1129272901);
        stranger := enrolment.stranger(of_fund, array(select f.person from fresh f where f.fund = of_fund));
        if stranger is not null then
            raise exception 'awaited_person: nobody is person % of fund %', stranger, of_fund
                using errcode = 'foreign_key_violation', constraint = 'awaited_person';
        end if;
        -- Few await anything of two submissions; only for them it is asked plan by plan.
        if exists (select from enrolment.awaited a
                where a.fund = of_fund and a.person = any (array(select f.person from fresh f where f.fund = of_fund))
                group by a.person having count(*) > 1) then
            select f.person, f.plans into wrong from fresh f where f.fund = of_fund and exists (
                select from enrolment.awaited a
                where a.fund = of_fund and a.person = f.person and a.submission <> f.submission and a.plans && f.plans) limit 1;
            if found then
                raise exception 'awaited_once: person % of fund % awaits one of % already', wrong.person, of_fund, wrong.plans
                    using errcode = 'unique_violation', constraint = 'awaited_once';
            end if;
        end if;
    end loop;
    select f.* into wrong from (select distinct fund, submission from fresh) f
        left join lateral (
            select s.id from enrolment.submission s
            where s.fund = f.fund and s.id = f.submission and s.state = 'AWAITING' limit 1) s on true
        where s.id is null limit 1;
    if found then
        raise exception 'awaited_submission: no submission % of fund % awaits its fee', wrong.submission, wrong.fund
            using errcode = 'foreign_key_violation', constraint = 'awaited_submission';
    end if;
    return null;
end $$;
create trigger check_awaited_inserted after insert on enrolment.awaited
    referencing new table as fresh for each statement execute function enrolment.check_awaited();

create or replace function enrolment.check_covers() returns trigger language plpgsql set enable_seqscan = off as $$
declare
    of_fund int;
    stranger bigint;
    twice bigint[];
    wrong record;
begin
    for of_fund in select distinct fund from fresh order by fund loop
        perform pg_advisory_xact_lock(of_fund, 1129272901);
        if tg_op = 'INSERT' then
            stranger := enrolment.stranger(of_fund, array(select f.person from fresh f where f.fund = of_fund));
        end if;
        if stranger is not null then
            raise exception 'cover_person: nobody is person % of fund %', stranger, of_fund
                using errcode = 'foreign_key_violation', constraint = 'cover_person';
        end if;
        -- Few hold a plan twice beyond the first day of all these terms; only for them it is asked term by term.
        twice := array(
            select c.person from enrolment.cover c
            where c.fund = of_fund and c.state = 'ACTIVE'
              and c.person = any (array(select f.person from fresh f where f.fund = of_fund and f.state = 'ACTIVE'))
              and upper(c.cover) > (select min(lower(f.cover)) from fresh f where f.fund = of_fund and f.state = 'ACTIVE')
            group by c.person having count(*) > count(distinct c.plan));
        if cardinality(twice) > 0 then
            select f.* into wrong from fresh f
                cross join lateral (
                    select from enrolment.cover c
                    where c.fund = of_fund and c.person = f.person and c.plan = f.plan and c.id <> f.id
                      and c.state = 'ACTIVE' and c.cover && f.cover limit 1) c
                where f.fund = of_fund and f.person = any (twice) and f.state = 'ACTIVE' limit 1;
            if found then
                raise exception 'cover_once: person % of fund % has %, which overlaps another of plan %',
                        wrong.person, of_fund, wrong.cover, wrong.plan
                    using errcode = 'exclusion_violation', constraint = 'cover_once';
            end if;
        end if;
    end loop;
    if tg_op = 'INSERT' then
        select f.* into wrong from (select distinct fund, submission, unit, unit_path from fresh) f
            left join lateral (
                select s.id from enrolment.submission s
                where s.fund = f.fund and s.id = f.submission and s.unit = f.unit and s.unit_path = f.unit_path limit 1) s on true
            where s.id is null limit 1;
        if found then
            raise exception 'cover_submission: there is no submission % of unit % of fund %',
                    wrong.submission, wrong.unit, wrong.fund
                using errcode = 'foreign_key_violation', constraint = 'cover_submission';
        end if;
    end if;
    return null;
end $$;

create or replace function enrolment.keep_person() returns trigger language plpgsql as $$
begin
    if exists (select from gone g join enrolment.cover c on c.fund = g.fund and c.person = g.id)
            or exists (select from gone g join enrolment.awaited a on a.fund = g.fund and a.person = g.id) then
        raise exception 'cover_person: a person with covers is kept'
            using errcode = 'foreign_key_violation', constraint = 'cover_person';
    end if;
    return null;
end $$;

create or replace function enrolment.keep_submission() returns trigger language plpgsql as $$
begin
    if exists (select from gone g join enrolment.cover c on c.fund = g.fund and c.submission = g.id)
            or exists (select from gone g join enrolment.awaited a on a.fund = g.fund and a.submission = g.id) then
        raise exception 'cover_submission: a submission with covers is kept'
            using errcode = 'foreign_key_violation', constraint = 'cover_submission';
    end if;
    return null;
end $$;

-- A fee that is taken back makes covers that have not begun wait again: they go, and the county is counted anew.
create trigger mark_joined_gone after delete on enrolment.cover
    referencing old table as changed for each statement execute function enrolment.mark_joined();
