-- Where a claim stands among those that use the same limit: what goes on where earlier claims stopped, such as the rate of the
-- second stay, counts those before it alone. Of claims from before, by when they were filed or last came back.
alter table claim.used add column place bigint;
update claim.used u set place = o.place
from (select c.fund, c.id, row_number() over (order by coalesce(b.at, c.filed_at), c.id) as place
      from claim.claim c
      cross join lateral (select max(s.at) as at from claim.step s
          where s.fund = c.fund and s.claim = c.id and s.verb in ('APPEALED', 'REOPENED')) b) o
where o.fund = u.fund and o.id = u.claim;
alter table claim.used alter column place set not null;
alter table claim.used alter column place add generated always as identity;
select setval(pg_get_serial_sequence('claim.used', 'place'), (select coalesce(max(place), 0) + 1 from claim.used), false);

-- The cases from which a receipt was taken, in their order: what was refused on it there counts no more once a later case counts it.
alter table claim.receipt_used add column taken_from bigint[] check (cardinality(taken_from) > 0);
create index receipt_taken_from on claim.receipt_used using gin (taken_from) where taken_from is not null;
