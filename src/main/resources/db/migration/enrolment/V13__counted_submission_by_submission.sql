-- The covers of a county are read submission by submission, by their key, however large the planner believes the county to be:
-- among twenty million people it chose to read all covers of the fund for each county that it counted.
create or replace function enrolment.joining_of(of_fund int, of_county text, of_year int)
    returns table (person bigint, month int, gig boolean, fee_fen bigint) language sql stable as $$
    select c.person, extract(month from min(c.starts))::int, bool_or(u.kind = 'GIG_UNION'), sum(c.fee_fen)::bigint
    from enrolment.submission s
    join organisation.unit u on u.fund = s.fund and u.id = s.unit
    cross join lateral (
        select o.person, lower(o.cover) as starts, o.fee_fen from enrolment.cover o
        where o.fund = s.fund and o.submission = s.id and o.state = 'ACTIVE'
          and lower(o.cover) >= make_date(of_year, 1, 1) and lower(o.cover) < make_date(of_year + 1, 1, 1) offset 0) c
    where s.fund = of_fund and s.unit_path >= of_county || 'u' and s.unit_path < of_county || 'v'
    group by c.person
$$;

create or replace function enrolment.units_of(of_fund int, of_county text, of_year int) returns bigint language sql stable as $$
    select count(distinct s.unit)
    from enrolment.submission s
    cross join lateral (
        select from enrolment.cover o
        where o.fund = s.fund and o.submission = s.id and o.state = 'ACTIVE'
          and lower(o.cover) >= make_date(of_year, 1, 1) and lower(o.cover) < make_date(of_year + 1, 1, 1) limit 1) c
    where s.fund = of_fund and s.unit_path >= of_county || 'u' and s.unit_path < of_county || 'v'
$$;
