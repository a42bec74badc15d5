-- People of a roster choose alike: each way of choosing is kept once a submission, and what awaits its fee names it.
create table enrolment.choice (
    fund             int not null,
    submission       bigint not null,
    no               int not null,
    plan             text collate "C" not null,
    edition          text collate "C" not null,
    units            int not null check (units between 1 and 999),
    fee_fen          bigint not null check (fee_fen >= 0),
    continuous_since date,
    primary key (fund, submission, no, plan)
);

create temporary table lines on commit drop as
    select fund, person, submission, row_number, plans, editions, units, fees_fen, continuous_since,
           dense_rank() over (partition by fund, submission order by plans, editions, units, fees_fen, continuous_since)::int as choice
    from enrolment.awaited;

insert into enrolment.choice (fund, submission, no, plan, edition, units, fee_fen, continuous_since)
    select distinct l.fund, l.submission, l.choice, w.plan, w.edition, w.units, w.fee_fen, w.continuous_since
    from lines l cross join lateral unnest(l.plans, l.editions, l.units, l.fees_fen, l.continuous_since)
        as w (plan, edition, units, fee_fen, continuous_since);

drop view enrolment.enrolled;
drop table enrolment.awaited;
drop function enrolment.each_once;

create table enrolment.awaited (
    fund       int not null,
    person     bigint not null,
    submission bigint not null,
    row_number int not null,
    choice     int not null,
    primary key (fund, person, submission)
);
create index awaited_of_submission on enrolment.awaited (fund, submission);
insert into enrolment.awaited (fund, person, submission, row_number, choice)
    select fund, person, submission, row_number, choice from lines order by fund, submission, row_number;

create view enrolment.enrolled as
    select fund, id, person, plan, edition, units, unit, unit_path, submission, row_number, fee_fen, state, cover,
           first_joined, continuous_since, waiting_until
    from enrolment.cover
    union all
    select a.fund, null, a.person, w.plan, w.edition, w.units, s.unit, s.unit_path, a.submission, a.row_number, w.fee_fen,
           'AWAITING', null, null, w.continuous_since, null
    from enrolment.awaited a
    join enrolment.submission s on s.fund = a.fund and s.id = a.submission
    join enrolment.choice w on w.fund = a.fund and w.submission = a.submission and w.no = a.choice;

-- How many of these people there are, each counted once; by one walk through the key, whatever a plan was made from.
create function enrolment.known(of_fund int, people bigint[]) returns bigint language plpgsql stable set enable_seqscan = off as $$
begin
    return (select count(*) from person.person p where p.fund = of_fund and p.id = any (array(select unnest(people))));
end $$;

create or replace function enrolment.check_awaited() returns trigger language plpgsql set enable_seqscan = off as $$
declare
    of_fund int;
    people bigint[];
    known bigint;
    wrong record;
begin
    for of_fund in select distinct fund from fresh order by fund loop
        perform pg_advisory_xact_lock(of_fund, 1129272901);
        people := array(select f.person from fresh f where f.fund = of_fund);
        known := enrolment.known(of_fund, people);
        -- Somebody is nobody, or is named twice.
        if known < cardinality(people) then
            select asked as person into wrong from unnest(people) as asked
                where not exists (select from person.person p where p.fund = of_fund and p.id = asked) limit 1;
            if found then
                raise exception 'awaited_person: nobody is person % of fund %', wrong.person, of_fund
                    using errcode = 'foreign_key_violation', constraint = 'awaited_person';
            end if;
        end if;
        -- Few await anything of two submissions; only for them it is asked plan by plan.
        if (select count(*) from enrolment.awaited a
                where a.fund = of_fund and a.person = any (array(select unnest(people)))) > known then
            select f.person, own.plan into wrong from fresh f
                join enrolment.choice own on own.fund = f.fund and own.submission = f.submission and own.no = f.choice
                where f.fund = of_fund and exists (
                    select from enrolment.awaited a
                    join enrolment.choice w on w.fund = a.fund and w.submission = a.submission and w.no = a.choice
                    where a.fund = of_fund and a.person = f.person and a.submission <> f.submission and w.plan = own.plan) limit 1;
            if found then
                raise exception 'awaited_once: person % of fund % awaits plan % already', wrong.person, of_fund, wrong.plan
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
    select f.* into wrong from (select distinct fund, submission, choice from fresh) f
        left join lateral (
            select w.no from enrolment.choice w
            where w.fund = f.fund and w.submission = f.submission and w.no = f.choice limit 1) w on true
        where w.no is null limit 1;
    if found then
        raise exception 'awaited_choice: submission % of fund % has no choice %', wrong.submission, wrong.fund, wrong.choice
            using errcode = 'foreign_key_violation', constraint = 'awaited_choice';
    end if;
    return null;
end $$;
create trigger check_awaited_inserted after insert on enrolment.awaited
    referencing new table as fresh for each statement execute function enrolment.check_awaited();

-- What people chose stays as it is for as long as they await it.
create function enrolment.keep_choice() returns trigger language plpgsql as $$
begin
    if exists (select from gone g join enrolment.awaited a
            on a.fund = g.fund and a.submission = g.submission and a.choice = g.no) then
        raise exception 'choice_awaited: a choice that somebody awaits is kept'
            using errcode = 'foreign_key_violation', constraint = 'choice_awaited';
    end if;
    return null;
end $$;
create trigger keep_choice after delete on enrolment.choice
    referencing old table as gone for each statement execute function enrolment.keep_choice();

create function enrolment.choice_stays() returns trigger language plpgsql as $$
begin
    raise exception 'choice_stays: a choice is never changed'
        using errcode = 'restrict_violation', constraint = 'choice_stays';
end $$;
create trigger choice_stays before update or truncate on enrolment.choice
    for each statement execute function enrolment.choice_stays();
create trigger choice_stays before update on enrolment.awaited
    for each statement execute function enrolment.choice_stays();
