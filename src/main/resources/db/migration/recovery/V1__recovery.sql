-- Benefits that were paid and were not owed: what each person owes back, and how it is settled.
create schema recovery;

create table recovery.recovery (
    fund           int         not null,
    id             bigint      generated always as identity,
    cause          text        collate "C" not null check (cause ~ '^[a-z]+:[0-9]+$'), -- what the benefit was owed for
    reference      text        not null,
    person         bigint      not null,
    payee_name     text        not null, -- masked
    region         text        collate "C" not null,
    plan           text        not null,
    paid_fen       bigint      not null,
    amount_fen     bigint      not null check (amount_fen > 0),
    reason         text        not null check (reason in ('OVERPAID', 'FRAUD', 'RECEIPT_CANCELLED')),
    grounds        bytea       not null, -- sealed
    state          text        not null default 'PROPOSED' check (state in ('PROPOSED', 'OPEN', 'SETTLED', 'WITHDRAWN')),
    proposed_by    bigint      not null,
    proposed_name  text        not null,
    proposed_at    timestamptz not null,
    confirmed_by   bigint,
    confirmed_name text,
    confirmed_at   timestamptz,
    primary key (fund, id),
    check (amount_fen <= paid_fen),
    check (proposed_by <> confirmed_by),
    check (person <> proposed_by and person <> confirmed_by),
    check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null) = (confirmed_name is null)),
    check ((state in ('OPEN', 'SETTLED')) = (confirmed_by is not null))
);
create unique index recovery_live on recovery.recovery (fund, cause) where state <> 'WITHDRAWN';
create index recovery_of_person on recovery.recovery (fund, person, id);
create index recovery_by_state on recovery.recovery (fund, state, id);

-- What made it less. Insert-only; never more than is owed.
create table recovery.entry (
    fund       int         not null,
    id         bigint      generated always as identity,
    recovery   bigint      not null,
    kind       text        not null check (kind in ('RECEIVED', 'OFFSET', 'REDUCED', 'WRITTEN_OFF')),
    cause      text        collate "C" not null check (length(cause) between 3 and 80),
    amount_fen bigint      not null check (amount_fen > 0),
    day        date        not null,
    at         timestamptz not null,
    by_person  bigint,
    primary key (fund, id),
    unique (fund, kind, cause, recovery),
    foreign key (fund, recovery) references recovery.recovery
);
create index entry_of on recovery.entry (fund, recovery, id);
-- A credit of the bank counts once.
create unique index entry_receipt on recovery.entry (fund, cause) where kind = 'RECEIVED';

create table recovery.instalment (
    fund       int    not null,
    recovery   bigint not null,
    no         int    not null check (no between 1 and 60),
    due        date   not null,
    amount_fen bigint not null check (amount_fen > 0),
    base_fen   bigint not null check (base_fen >= 0), -- settled already when the plan was made
    primary key (fund, recovery, no),
    foreign key (fund, recovery) references recovery.recovery
);

-- The person agrees that part of each later benefit is kept. Theirs to give and to take back.
create table recovery.consent (
    fund     int         not null,
    recovery bigint      not null,
    share_bp int         not null check (share_bp between 100 and 5000),
    given_at timestamptz not null,
    account  bigint      not null,
    primary key (fund, recovery),
    foreign key (fund, recovery) references recovery.recovery
);

create table recovery.write_off (
    fund          int         not null,
    recovery      bigint      not null,
    proposed_by   bigint      not null,
    proposed_name text        not null,
    proposed_at   timestamptz not null,
    grounds       bytea       not null, -- sealed
    confirmed_by  bigint,
    confirmed_at  timestamptz,
    primary key (fund, recovery),
    foreign key (fund, recovery) references recovery.recovery,
    check (proposed_by <> confirmed_by),
    check ((confirmed_by is null) = (confirmed_at is null))
);

create table recovery.appeal (
    fund       int         not null,
    recovery   bigint      not null,
    at         timestamptz not null,
    words      bytea       not null, -- sealed
    decided_by bigint,
    decided_at timestamptz,
    answer     bytea, -- sealed
    primary key (fund, recovery),
    foreign key (fund, recovery) references recovery.recovery,
    check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (answer is null))
);

create function recovery.guard_recovery() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or (to_jsonb(new) - array['state', 'confirmed_by', 'confirmed_name', 'confirmed_at'])
            is distinct from (to_jsonb(old) - array['state', 'confirmed_by', 'confirmed_name', 'confirmed_at']) then
        raise exception 'the terms of a recovery stay' using errcode = 'check_violation';
    end if;
    if (old.state, new.state) not in (('PROPOSED', 'OPEN'), ('PROPOSED', 'WITHDRAWN'), ('OPEN', 'SETTLED'))
       or old.state = 'OPEN' and pg_trigger_depth() < 2 then
        raise exception 'a recovery cannot go from % to %', old.state, new.state using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger guard before update or delete on recovery.recovery for each row execute function recovery.guard_recovery();

create function recovery.apply_entry() returns trigger language plpgsql as $$
declare
    owed bigint;
    state_now text;
    settled bigint;
begin
    select amount_fen, state into owed, state_now from recovery.recovery
        where fund = new.fund and id = new.recovery for update;
    select coalesce(sum(amount_fen), 0) into settled from recovery.entry where fund = new.fund and recovery = new.recovery;
    if state_now <> 'OPEN' or settled + new.amount_fen > owed then
        raise exception 'recovery % is % and % of % fen are settled', new.recovery, state_now, settled, owed
            using errcode = 'check_violation';
    end if;
    if settled + new.amount_fen = owed then
        update recovery.recovery set state = 'SETTLED' where fund = new.fund and id = new.recovery;
    end if;
    return new;
end $$;
create trigger apply before insert on recovery.entry for each row execute function recovery.apply_entry();

create function recovery.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is insert-only', tg_table_name using errcode = 'check_violation';
end $$;
create trigger insert_only before update or delete or truncate on recovery.entry
    for each statement execute function recovery.refuse_change();

-- An appeal is heard by somebody who has not acted on what it is against.
create function recovery.guard_appeal() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.decided_by is not null then
        raise exception 'an appeal is decided once' using errcode = 'check_violation';
    end if;
    if exists (select from recovery.recovery where fund = new.fund and id = new.recovery
               and new.decided_by in (proposed_by, confirmed_by, person)) then
        raise exception 'who acted on recovery % does not decide its appeal', new.recovery using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger guard before update or delete on recovery.appeal for each row execute function recovery.guard_appeal();
