-- What an insert of steps makes old among the decisions counted by county and year, for all of its rows together: step by step,
-- each of the hundreds that are paid in one transaction was looked for, and marked its county again. Found by their keys, whatever
-- the tables' size was when the plan was made.
drop trigger mark_decided on claim.step;

create or replace function claim.mark_decided() returns trigger language plpgsql set enable_seqscan = off as $$
begin
    insert into claim.decided_stale (fund, year, county)
        select distinct w.fund, extract(year from f.at at time zone 'Asia/Shanghai')::int, claim.county_of(c.unit_path)
        from written w
        cross join lateral (select unit_path from claim.claim where fund = w.fund and id = w.claim limit 1) c
        cross join lateral (select id, at from claim.step
            where fund = w.fund and claim = w.claim and state in ('APPROVED', 'REFUSED') order by id limit 1) f
        where w.state in ('APPROVED', 'REFUSED', 'WITHDRAWN') and (f.id = w.id or w.state = 'WITHDRAWN');
    return null;
end $$;

create trigger mark_decided after insert on claim.step
    referencing new table as written for each statement execute function claim.mark_decided();
