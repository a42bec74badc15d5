-- Read by reporting. A row a claim that was decided; asked and supplied are the days on which papers were asked for and
-- came: the promise stands still between them.
create view claim.v_outcome as
    select c.fund, c.id as claim, c.unit_path, c.plan, c.accepted_on, s.state as outcome,
           (s.at at time zone 'Asia/Shanghai')::date as decided_on, c.amount_fen,
           coalesce((select array_agg(asked_on order by id) from claim.stop
                     where fund = c.fund and claim = c.id and supplied_on is not null), '{}') as asked,
           coalesce((select array_agg(supplied_on order by id) from claim.stop
                     where fund = c.fund and claim = c.id and supplied_on is not null), '{}') as supplied
    from claim.claim c
    join lateral (
        select state, at from claim.step
        where fund = c.fund and claim = c.id and state in ('APPROVED', 'REFUSED')
        order by id limit 1) s on true
    where c.state <> 'WITHDRAWN';
