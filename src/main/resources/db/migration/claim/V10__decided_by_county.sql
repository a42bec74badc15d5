-- First decisions of claims by county, year and the working days they took, so that an overview need not ask for every claim.

-- Days that are not what their weekday says: holidays from Monday to Friday, weekends on which people work. As the program's
-- calendar has it, which is kept here at each start.
create table claim.day_apart (
    day date primary key
);

-- Days from Monday to Friday since 3 January 2000, a Monday.
create function claim.weekdays(upto date) returns int language sql immutable as
    $$ select (upto - date '2000-01-03') / 7 * 5 + least((upto - date '2000-01-03') % 7 + 1, 5) $$;

-- Working days after a day, up to and including another; none when that is not later.
create function claim.working_days(after date, upto date) returns table (days int) language sql stable as $$
    select greatest(0, claim.weekdays(upto) - claim.weekdays(after)
        + coalesce(sum(case when extract(isodow from a.day) < 6 then -1 else 1 end), 0))::int
    from claim.day_apart a where a.day > after and a.day <= upto
$$;

-- A row a claim that was decided, by its first decision; days are the working days from the day after acceptance, without
-- those on which papers were owed.
drop view claim.v_outcome;
create view claim.v_outcome as
    select c.fund, c.id as claim, c.unit_path, c.plan, c.accepted_on, s.state as outcome, d.decided_on, c.amount_fen,
           t.days - w.days as days
    from claim.claim c
    join claim.step s on s.fund = c.fund and s.claim = c.id and s.state in ('APPROVED', 'REFUSED')
        and not exists (select 1 from claim.step e
            where e.fund = s.fund and e.claim = s.claim and e.state in ('APPROVED', 'REFUSED') and e.id < s.id)
    cross join lateral (select (s.at at time zone 'Asia/Shanghai')::date as decided_on) d
    cross join lateral claim.working_days(c.accepted_on, d.decided_on) t
    cross join lateral (
        select coalesce(sum(o.days), 0)::int as days from claim.stop p
        cross join lateral claim.working_days(greatest(p.asked_on, c.accepted_on), least(p.supplied_on, d.decided_on)) o
        where p.fund = c.fund and p.claim = c.id and p.supplied_on is not null) w
    where c.state <> 'WITHDRAWN';

create table claim.decided (
    fund   int not null,
    year   int not null,
    county text collate "C" not null,
    days   int not null check (days >= 0),
    claims bigint not null check (claims > 0),
    primary key (fund, year, county, days)
);

-- Counties whose count is not what the claims say any more: a row a change, so that two who decide never wait for each other.
create table claim.decided_stale (
    fund   int not null,
    id     bigint generated always as identity,
    year   int not null,
    county text collate "C" not null,
    primary key (fund, id)
);

create function claim.county_of(unit_path text) returns text language sql immutable as
    $$ select regexp_replace(unit_path, 'u[0-9]+/$', '') $$;

-- The first decision of a claim comes; or it goes, when a claim that was refused and appealed is withdrawn.
create function claim.mark_decided() returns trigger language plpgsql as $$
begin
    insert into claim.decided_stale (fund, year, county)
        select c.fund, extract(year from f.at at time zone 'Asia/Shanghai'), claim.county_of(c.unit_path)
        from claim.claim c
        join lateral (select id, at from claim.step
            where fund = c.fund and claim = c.id and state in ('APPROVED', 'REFUSED') order by id limit 1) f
            on f.id = new.id or new.state = 'WITHDRAWN'
        where c.fund = new.fund and c.id = new.claim;
    return null;
end $$;
create trigger mark_decided after insert on claim.step for each row
    when (new.state in ('APPROVED', 'REFUSED', 'WITHDRAWN')) execute function claim.mark_decided();

-- Everything is to be counted anew.
create function claim.count_decided_anew() returns void language sql as $$
    insert into claim.decided_stale (fund, year, county)
        select distinct fund, extract(year from decided_on)::int, claim.county_of(unit_path) from claim.v_outcome
        union
        select distinct fund, year, county from claim.decided
$$;

-- What the claims of a county and year say.
create function claim.decided_of(of_fund int, of_county text, of_year int)
    returns table (days int, claims bigint) language sql stable as $$
    select o.days, count(*) from claim.v_outcome o
    where o.fund = of_fund
      and o.unit_path collate "C" >= of_county || 'u' and o.unit_path collate "C" < of_county || 'v'
      and o.decided_on >= make_date(of_year, 1, 1) and o.decided_on < make_date(of_year + 1, 1, 1)
    group by o.days
$$;

-- Read by reporting: counts where they hold, and the claims themselves where they do not, so that the sum is always right.
create view claim.v_decided as
    select d.fund, d.year, d.county, d.days, d.claims
    from claim.decided d
    where not exists (
        select from claim.decided_stale s where s.fund = d.fund and s.year = d.year and s.county = d.county)
    union all
    select s.fund, s.year, s.county, o.days, o.claims
    from (select distinct fund, year, county from claim.decided_stale) s
    cross join lateral claim.decided_of(s.fund, s.county, s.year) o;

-- Counts one county and year that is marked; false when none is. One counts at a time; a claim that is decided meanwhile leaves
-- a mark that is not taken away yet.
create function claim.count_decided(of_fund int) returns boolean language plpgsql as $$
declare
    stale record;
begin
    lock table claim.decided in exclusive mode;
    select year, county into stale from claim.decided_stale where fund = of_fund order by year, county limit 1;
    if not found then
        return false;
    end if;
    delete from claim.decided_stale where fund = of_fund and year = stale.year and county = stale.county;
    delete from claim.decided where fund = of_fund and year = stale.year and county = stale.county;
    insert into claim.decided (fund, year, county, days, claims)
        select of_fund, stale.year, stale.county, o.days, o.claims
        from claim.decided_of(of_fund, stale.county, stale.year) o;
    return true;
end $$;

-- The days of the program's calendar; another calendar than before makes every count old.
create function claim.keep_calendar(apart date[]) returns void language plpgsql as $$
declare
    changed boolean;
begin
    delete from claim.day_apart where day <> all (apart);
    changed := found;
    insert into claim.day_apart select unnest(apart) on conflict do nothing;
    if changed or found then
        perform claim.count_decided_anew();
    end if;
end $$;
