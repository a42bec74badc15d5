-- A cover that comes into force is written again on its own page, and no index hears of it, as long as no index says anything of
-- its state or its term and the page keeps room. Six million covers that begin were written into six indexes each.
drop index enrolment.cover_once_a_term;
drop index enrolment.cover_begun;
alter table enrolment.cover drop constraint cover_short_once;
-- A cover that awaits its fee is about three quarters of what it is in force, and both lie there until the first is cleared away.
alter table enrolment.cover set (fillfactor = 45);

-- How the covers of a person are found; a submission holds a plan for a person once.
create unique index cover_of_person on enrolment.cover (fund, person, submission, plan);

-- Covers of a territory are found through its submissions, whose unit and path they share: three indexes were two too many.
drop index enrolment.cover_of_submission;
drop index enrolment.cover_of_territory;
create index cover_of_submission on enrolment.cover (fund, submission);

-- The same promises as before, and three that indexes kept: one cover of a plan is awaited, short terms do not overlap either,
-- and a cover has the unit and the path of its submission. Who writes covers holds the fund's lock, as the rosters do, to the end
-- of the transaction; a new statement in this function sees what the other has committed. Each question is one to an index, with a
-- limit inside, whatever the planner believes of rows that the same transaction has just written.
create or replace function enrolment.check_covers() returns trigger language plpgsql as $$
declare
    wrong record;
begin
    perform pg_advisory_xact_lock(f.fund, 1129272901) from (select distinct fund from fresh order by fund) f;
    if tg_op = 'INSERT' then
        select f.* into wrong from (select distinct fund, person from fresh) f
            left join lateral (select p.id from person.person p where p.fund = f.fund and p.id = f.person limit 1) p on true
            where p.id is null limit 1;
        if found then
            raise exception 'cover_person: nobody is person % of fund %', wrong.person, wrong.fund
                using errcode = 'foreign_key_violation', constraint = 'cover_person';
        end if;
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
    -- Few await anything of two submissions; only for them it is asked plan by plan.
    if exists (
            select from (select distinct fund, person, submission from fresh where state = 'AWAITING') f
            cross join lateral (
                (select from enrolment.cover c
                 where c.fund = f.fund and c.person = f.person and c.submission < f.submission and c.state = 'AWAITING' limit 1)
                union all
                (select from enrolment.cover c
                 where c.fund = f.fund and c.person = f.person and c.submission > f.submission and c.state = 'AWAITING' limit 1)) c)
    then
        select f.* into wrong from fresh f
            cross join lateral (
                select from enrolment.cover c
                where c.fund = f.fund and c.person = f.person and c.plan = f.plan and c.id <> f.id and c.state = 'AWAITING'
                limit 1) c
            where f.state = 'AWAITING' limit 1;
        if found then
            raise exception 'cover_awaited_once: person % of fund % awaits plan % already', wrong.person, wrong.fund, wrong.plan
                using errcode = 'unique_violation', constraint = 'cover_awaited_once';
        end if;
    end if;
    select f.* into wrong from fresh f
        cross join lateral (
            select from enrolment.cover c
            where c.fund = f.fund and c.person = f.person and c.plan = f.plan and c.id <> f.id
              and c.state = 'ACTIVE' and c.cover && f.cover limit 1) c
        where f.state = 'ACTIVE' limit 1;
    if found then
        raise exception 'cover_once: person % of fund % has %, which overlaps another of plan %',
                wrong.person, wrong.fund, wrong.cover, wrong.plan
            using errcode = 'exclusion_violation', constraint = 'cover_once';
    end if;
    return null;
end $$;

create or replace function enrolment.joining_of(of_fund int, of_county text, of_year int)
    returns table (person bigint, month int, gig boolean, fee_fen bigint) language sql stable as $$
    select c.person, extract(month from min(lower(c.cover)))::int, bool_or(u.kind = 'GIG_UNION'), sum(c.fee_fen)::bigint
    from enrolment.submission s
    join organisation.unit u on u.fund = s.fund and u.id = s.unit
    join enrolment.cover c on c.fund = s.fund and c.submission = s.id
    where s.fund = of_fund and s.unit_path >= of_county || 'u' and s.unit_path < of_county || 'v' and c.state = 'ACTIVE'
      and lower(c.cover) >= make_date(of_year, 1, 1) and lower(c.cover) < make_date(of_year + 1, 1, 1)
    group by c.person
$$;

create or replace function enrolment.units_of(of_fund int, of_county text, of_year int) returns bigint language sql stable as $$
    select count(distinct s.unit)
    from enrolment.submission s join enrolment.cover c on c.fund = s.fund and c.submission = s.id
    where s.fund = of_fund and s.unit_path >= of_county || 'u' and s.unit_path < of_county || 'v' and c.state = 'ACTIVE'
      and lower(c.cover) >= make_date(of_year, 1, 1) and lower(c.cover) < make_date(of_year + 1, 1, 1)
$$;
