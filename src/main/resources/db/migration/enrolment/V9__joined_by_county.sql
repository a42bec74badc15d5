-- Who joined, counted once by county, year and month, so that an overview need not count millions of covers. county is the
-- path of the county (or of what else a unit hangs below); a person counts once a county and year, in the month of the
-- first cover.
create table enrolment.joined (
    fund    int not null,
    county  text collate "C" not null,
    year    int not null,
    month   int not null check (month between 1 and 12),
    people  bigint not null check (people > 0),
    gig     bigint not null check (gig between 0 and people),
    fee_fen bigint not null check (fee_fen >= 0),
    primary key (fund, county, year, month)
);

create table enrolment.joined_units (
    fund   int not null,
    county text collate "C" not null,
    year   int not null,
    units  bigint not null check (units > 0),
    primary key (fund, county, year)
);

-- Counties whose count is not what the covers say any more. Written with the covers, taken away with the new count.
create table enrolment.joined_stale (
    fund   int not null,
    county text collate "C" not null,
    year   int not null,
    marks  bigint not null default 1,
    primary key (fund, county, year)
);

create function enrolment.county_of(unit_path text) returns text language sql immutable as
    $$ select regexp_replace(unit_path, 'u[0-9]+/$', '') $$;

-- A mark that is there already is written again, so that who counts waits for this transaction and then sees its covers.
create function enrolment.mark_joined() returns trigger language plpgsql as $$
begin
    insert into enrolment.joined_stale as s (fund, county, year)
        select distinct fund, enrolment.county_of(unit_path), year
        from (select distinct fund, unit_path, extract(year from lower(cover))::int as year
              from changed where state = 'ACTIVE') c
        order by 1, 2, 3
        on conflict (fund, county, year) do update set marks = s.marks + 1;
    return null;
end $$;
create trigger mark_joined_inserted after insert on enrolment.cover
    referencing new table as changed for each statement execute function enrolment.mark_joined();
create trigger mark_joined_begun after update on enrolment.cover
    referencing new table as changed for each statement execute function enrolment.mark_joined();
create trigger mark_joined_ended after update on enrolment.cover
    referencing old table as changed for each statement execute function enrolment.mark_joined();

-- Everything is to be counted anew: after rows were loaded past the triggers.
create function enrolment.count_joined_anew() returns void language sql as $$
    insert into enrolment.joined_stale as s (fund, county, year)
        select distinct fund, enrolment.county_of(unit_path), year
        from (select distinct fund, unit_path, extract(year from lower(cover))::int as year
              from enrolment.cover where state = 'ACTIVE') c
        on conflict (fund, county, year) do update set marks = s.marks + 1
$$;
select enrolment.count_joined_anew();

-- What the covers of a county and year say, person by person.
create function enrolment.joining_of(of_fund int, of_county text, of_year int)
    returns table (person bigint, month int, gig boolean, fee_fen bigint) language sql stable as $$
    select c.person, extract(month from min(lower(c.cover)))::int, bool_or(u.kind = 'GIG_UNION'), sum(c.fee_fen)::bigint
    from enrolment.cover c join organisation.unit u on u.fund = c.fund and u.id = c.unit
    where c.fund = of_fund and c.state = 'ACTIVE'
      and c.unit_path collate "C" >= of_county || 'u' and c.unit_path collate "C" < of_county || 'v'
      and lower(c.cover) >= make_date(of_year, 1, 1) and lower(c.cover) < make_date(of_year + 1, 1, 1)
    group by c.person
$$;

create function enrolment.units_of(of_fund int, of_county text, of_year int) returns bigint language sql stable as $$
    select count(distinct c.unit) from enrolment.cover c
    where c.fund = of_fund and c.state = 'ACTIVE'
      and c.unit_path collate "C" >= of_county || 'u' and c.unit_path collate "C" < of_county || 'v'
      and lower(c.cover) >= make_date(of_year, 1, 1) and lower(c.cover) < make_date(of_year + 1, 1, 1)
$$;

-- Read by reporting: counts where they hold, and the covers themselves where they do not, so that the sum is always right.
create view enrolment.v_joined as
    select j.fund, j.county, j.year, j.month, j.people, j.gig, j.fee_fen
    from enrolment.joined j
    where not exists (
        select from enrolment.joined_stale s where s.fund = j.fund and s.county = j.county and s.year = j.year)
    union all
    select s.fund, s.county, s.year, o.month, count(*), count(*) filter (where o.gig), sum(o.fee_fen)::bigint
    from enrolment.joined_stale s cross join lateral enrolment.joining_of(s.fund, s.county, s.year) o
    group by s.fund, s.county, s.year, o.month;

create view enrolment.v_joined_units as
    select j.fund, j.county, j.year, j.units
    from enrolment.joined_units j
    where not exists (
        select from enrolment.joined_stale s where s.fund = j.fund and s.county = j.county and s.year = j.year)
    union all
    select s.fund, s.county, s.year, enrolment.units_of(s.fund, s.county, s.year) from enrolment.joined_stale s;

-- Counts one county and year that is marked; false when none is. Whoever changes its covers meanwhile waits, or is waited for.
create function enrolment.count_joined(of_fund int) returns boolean language plpgsql as $$
declare
    stale record;
begin
    delete from enrolment.joined_stale s
        where s.fund = of_fund and (s.county, s.year) = (
            select n.county, n.year from enrolment.joined_stale n where n.fund = of_fund order by n.county, n.year limit 1)
        returning s.county, s.year into stale;
    if not found then
        return false;
    end if;
    delete from enrolment.joined j where j.fund = of_fund and j.county = stale.county and j.year = stale.year;
    delete from enrolment.joined_units j where j.fund = of_fund and j.county = stale.county and j.year = stale.year;
    insert into enrolment.joined (fund, county, year, month, people, gig, fee_fen)
        select of_fund, stale.county, stale.year, o.month, count(*), count(*) filter (where o.gig), sum(o.fee_fen)
        from enrolment.joining_of(of_fund, stale.county, stale.year) o group by o.month;
    insert into enrolment.joined_units (fund, county, year, units)
        select of_fund, stale.county, stale.year, u.units
        from enrolment.units_of(of_fund, stale.county, stale.year) as u (units) where u.units > 0;
    return true;
end $$;
