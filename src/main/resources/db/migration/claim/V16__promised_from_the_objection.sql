-- A member who objects to what was announced is promised an answer from that day: it was counted from the announcement.
create or replace view claim.v_outcome as
    select c.fund, c.id as claim, c.unit_path, c.plan, c.accepted_on, s.state as outcome, d.decided_on, c.amount_fen,
           t.days - w.days as days
    from claim.claim c
    join claim.step s on s.fund = c.fund and s.claim = c.id and s.state in ('APPROVED', 'REFUSED')
        and not exists (select 1 from claim.step e
            where e.fund = s.fund and e.claim = s.claim and e.state in ('APPROVED', 'REFUSED') and e.id < s.id)
    left join claim.announcement a on a.fund = c.fund and a.claim = c.id and a.outcome = 'OBJECTED'
    cross join lateral (select (s.at at time zone 'Asia/Shanghai')::date as decided_on,
        coalesce((a.settled_at at time zone 'Asia/Shanghai')::date, c.accepted_on) as promised_from) d
    cross join lateral claim.working_days(d.promised_from, d.decided_on) t
    cross join lateral (
        select coalesce(sum(o.days), 0)::int as days from claim.stop p
        cross join lateral claim.working_days(greatest(p.asked_on, d.promised_from), least(p.supplied_on, d.decided_on)) o
        where p.fund = c.fund and p.claim = c.id and p.supplied_on is not null) w
    where c.state <> 'WITHDRAWN';
insert into claim.decided_stale (fund, year, county)
    select distinct o.fund, extract(year from o.decided_on)::int, claim.county_of(o.unit_path)
    from claim.announcement a
    join claim.v_outcome o on o.fund = a.fund and o.claim = a.claim
    where a.outcome = 'OBJECTED';
