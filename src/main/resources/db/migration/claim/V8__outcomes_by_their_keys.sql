-- Stops of a claim were found by reading all stops, for each claim of a territory twice.
create index stop_of_claim on claim.stop (fund, claim);

-- First decisions, without reading the steps themselves.
create index step_outcome on claim.step (fund, claim, id) include (state, at) where state in ('APPROVED', 'REFUSED');

-- The same rows as before: outcomes joined to their claims, so that those of a year are looked at alone, and all stops gathered once.
create or replace view claim.v_outcome as
    select c.fund, c.id as claim, c.unit_path, c.plan, c.accepted_on, s.state as outcome,
           (s.at at time zone 'Asia/Shanghai')::date as decided_on, c.amount_fen,
           coalesce(t.asked, '{}') as asked, coalesce(t.supplied, '{}') as supplied
    from claim.claim c
    join claim.step s on s.fund = c.fund and s.claim = c.id and s.state in ('APPROVED', 'REFUSED')
        and not exists (select 1 from claim.step e
            where e.fund = s.fund and e.claim = s.claim and e.state in ('APPROVED', 'REFUSED') and e.id < s.id)
    left join (
        select fund, claim, array_agg(asked_on order by id) as asked, array_agg(supplied_on order by id) as supplied
        from claim.stop where supplied_on is not null group by fund, claim) t on t.fund = c.fund and t.claim = c.id
    where c.state <> 'WITHDRAWN';
