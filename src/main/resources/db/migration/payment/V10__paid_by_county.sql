-- Benefits paid by county, year, month and plan, so that an overview need not ask for every payment.
create table payment.paid (
    fund       int not null,
    year       int not null,
    county     text collate "C" not null,
    month      int not null check (month between 1 and 12),
    plan       text not null,
    payments   bigint not null check (payments > 0),
    amount_fen bigint not null check (amount_fen > 0),
    primary key (fund, year, county, month, plan)
);

-- Counties whose count is not what the payments say any more: a row a change, so that two answers of the bank never wait for
-- each other.
create table payment.paid_stale (
    fund   int not null,
    id     bigint generated always as identity,
    year   int not null,
    county text collate "C" not null,
    primary key (fund, id)
);

create function payment.county_of(unit_path text) returns text language sql immutable as
    $$ select regexp_replace(unit_path, 'u[0-9]+/$', '') $$;

create index instruction_territory on payment.instruction (fund, unit_path) where purpose = 'BENEFIT';

create function payment.mark_paid() returns trigger language plpgsql as $$
begin
    insert into payment.paid_stale (fund, year, county)
        select distinct i.fund, extract(year from p.paid_on)::int, payment.county_of(i.unit_path)
        from written e
        join payment.instruction i on i.fund = e.fund and i.id = e.instruction and i.purpose = 'BENEFIT'
        cross join lateral (
            select coalesce(value_date, (at at time zone 'Asia/Shanghai')::date) as paid_on from payment.instruction_event
            where fund = i.fund and instruction = i.id and state = 'PAID'
            order by id desc limit 1) p
        where e.state in ('PAID', 'RETURNED');
    return null;
end $$;
create trigger mark_paid after insert on payment.instruction_event
    referencing new table as written for each statement execute function payment.mark_paid();

-- Everything is to be counted anew.
create function payment.count_paid_anew() returns void language sql as $$
    insert into payment.paid_stale (fund, year, county)
        select distinct fund, extract(year from paid_on)::int, payment.county_of(unit_path) from payment.v_paid
        union
        select distinct fund, year, county from payment.paid
$$;
select payment.count_paid_anew();

-- What the payments of a county and year say.
create function payment.paid_of(of_fund int, of_county text, of_year int)
    returns table (month int, plan text, payments bigint, amount_fen bigint) language sql stable as $$
    select extract(month from p.paid_on)::int, p.plan, count(*), sum(p.amount_fen)::bigint from payment.v_paid p
    where p.fund = of_fund
      and p.unit_path collate "C" >= of_county || 'u' and p.unit_path collate "C" < of_county || 'v'
      and p.paid_on >= make_date(of_year, 1, 1) and p.paid_on < make_date(of_year + 1, 1, 1)
    group by 1, 2
$$;

-- Read by reporting: counts where they hold, and the payments themselves where they do not, so that the sum is always right.
create view payment.v_paid_by_month as
    select p.fund, p.year, p.county, p.month, p.plan, p.payments, p.amount_fen
    from payment.paid p
    where not exists (
        select from payment.paid_stale s where s.fund = p.fund and s.year = p.year and s.county = p.county)
    union all
    select s.fund, s.year, s.county, o.month, o.plan, o.payments, o.amount_fen
    from (select distinct fund, year, county from payment.paid_stale) s
    cross join lateral payment.paid_of(s.fund, s.county, s.year) o;

-- Counts one county and year that is marked; false when none is. One counts at a time; a payment that moves meanwhile leaves a
-- mark that is not taken away yet.
create function payment.count_paid(of_fund int) returns boolean language plpgsql as $$
declare
    stale record;
begin
    lock table payment.paid in exclusive mode;
    select year, county into stale from payment.paid_stale where fund = of_fund order by year, county limit 1;
    if not found then
        return false;
    end if;
    delete from payment.paid_stale where fund = of_fund and year = stale.year and county = stale.county;
    delete from payment.paid where fund = of_fund and year = stale.year and county = stale.county;
    insert into payment.paid (fund, year, county, month, plan, payments, amount_fen)
        select of_fund, stale.year, stale.county, o.month, o.plan, o.payments, o.amount_fen
        from payment.paid_of(of_fund, stale.county, stale.year) o;
    return true;
end $$;
