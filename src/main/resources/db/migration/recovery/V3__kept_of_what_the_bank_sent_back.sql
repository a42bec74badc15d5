-- A benefit that the bank sends back settles what is owed back of it: kept, not paid again. What was given up before is owed
-- after all then.
alter table recovery.entry drop constraint entry_kind_check;
alter table recovery.entry add constraint entry_kind_check
    check (kind in ('RECEIVED', 'OFFSET', 'REDUCED', 'WRITTEN_OFF', 'TAKEN_BACK', 'REPAID', 'RETURNED', 'REVIVED'));

create or replace function recovery.signed(kind text, fen bigint) returns bigint language sql immutable as $$
    select case when kind in ('TAKEN_BACK', 'REPAID', 'REVIVED') then -fen else fen end
$$;

create or replace function recovery.apply_entry() returns trigger language plpgsql as $$
declare
    owed bigint;
    state_now text;
    before bigint;
    settled bigint;
    back boolean := new.kind in ('TAKEN_BACK', 'REPAID', 'REVIVED');
begin
    select amount_fen, state into owed, state_now from recovery.recovery
        where fund = new.fund and id = new.recovery for update;
    select coalesce(sum(recovery.signed(kind, amount_fen)), 0) into before
        from recovery.entry where fund = new.fund and recovery = new.recovery;
    settled := before + recovery.signed(new.kind, new.amount_fen);
    if state_now not in ('OPEN', 'SETTLED') or state_now = 'SETTLED' and not back or settled not between 0 and owed then
        raise exception 'recovery % is % and % of % fen are settled', new.recovery, state_now, before, owed
            using errcode = 'check_violation';
    end if;
    if new.kind = 'REVIVED' and new.amount_fen > (
            select coalesce(sum(case kind when 'WRITTEN_OFF' then amount_fen when 'REVIVED' then -amount_fen end), 0)
            from recovery.entry where fund = new.fund and recovery = new.recovery) then
        raise exception 'of recovery % not so much was given up', new.recovery using errcode = 'check_violation';
    end if;
    if (settled = owed) <> (state_now = 'SETTLED') then
        update recovery.recovery set state = case when settled = owed then 'SETTLED' else 'OPEN' end
            where fund = new.fund and id = new.recovery;
    end if;
    return new;
end $$;

-- A limit is used only by what the person has: what was kept of the benefit itself has come back too.
create or replace view recovery.v_recovered as
    select r.fund, r.cause, sum(recovery.signed(e.kind, e.amount_fen))::bigint as fen
    from recovery.recovery r join recovery.entry e on e.fund = r.fund and e.recovery = r.id
    where e.kind in ('RECEIVED', 'OFFSET', 'TAKEN_BACK', 'REPAID', 'RETURNED')
    group by r.fund, r.cause;
