-- A repayment may be taken back (by the bank, or because it was matched by mistake), and after an appeal that was won what
-- was repaid too much goes to the person again: two kinds that make the debt more, not less.
alter table recovery.entry drop constraint entry_kind_check;
alter table recovery.entry add constraint entry_kind_check
    check (kind in ('RECEIVED', 'OFFSET', 'REDUCED', 'WRITTEN_OFF', 'TAKEN_BACK', 'REPAID'));

create function recovery.signed(kind text, fen bigint) returns bigint language sql immutable as $$
    select case when kind in ('TAKEN_BACK', 'REPAID') then -fen else fen end
$$;

create or replace function recovery.apply_entry() returns trigger language plpgsql as $$
declare
    owed bigint;
    state_now text;
    before bigint;
    settled bigint;
    back boolean := new.kind in ('TAKEN_BACK', 'REPAID');
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
    if (settled = owed) <> (state_now = 'SETTLED') then
        update recovery.recovery set state = case when settled = owed then 'SETTLED' else 'OPEN' end
            where fund = new.fund and id = new.recovery;
    end if;
    return new;
end $$;

create or replace function recovery.guard_recovery() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or (to_jsonb(new) - array['state', 'confirmed_by', 'confirmed_name', 'confirmed_at'])
            is distinct from (to_jsonb(old) - array['state', 'confirmed_by', 'confirmed_name', 'confirmed_at']) then
        raise exception 'the terms of a recovery stay' using errcode = 'check_violation';
    end if;
    if (old.state, new.state) not in
            (('PROPOSED', 'OPEN'), ('PROPOSED', 'WITHDRAWN'), ('OPEN', 'SETTLED'), ('SETTLED', 'OPEN'))
       or old.state in ('OPEN', 'SETTLED') and pg_trigger_depth() < 2 then
        raise exception 'a recovery cannot go from % to %', old.state, new.state using errcode = 'check_violation';
    end if;
    return new;
end $$;

-- What has come back of each benefit, by transfer or kept of later ones, less what went to the person again. Read by the room
-- that decides on benefits: a limit is used only by what the person has.
create view recovery.v_recovered as
    select r.fund, r.cause, sum(recovery.signed(e.kind, e.amount_fen))::bigint as fen
    from recovery.recovery r join recovery.entry e on e.fund = r.fund and e.recovery = r.id
    where e.kind in ('RECEIVED', 'OFFSET', 'TAKEN_BACK', 'REPAID')
    group by r.fund, r.cause;
