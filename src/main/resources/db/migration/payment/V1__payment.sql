-- Benefits on their way out: instructions, batches released by two people, what the bank said, and what does not fit.
create schema payment;

-- One order to pay one benefit once. Its terms never change; its state is moved by inserting an event, nothing else.
create table payment.instruction (
    fund         int    not null,
    id           bigint generated always as identity,
    cause        text collate "C" not null check (cause ~ '^[a-z]+:[0-9]+$'),
    attempt      int    not null check (attempt between 1 and 99),
    purpose      text   not null default 'BENEFIT' check (purpose in ('BENEFIT', 'FEE_REFUND')),
    replaces     bigint,
    person       bigint not null,
    unit_path    text collate "C" not null,
    plan         text   not null,
    reference    text   not null,
    payee        bytea  not null,
    payee_index  bytea  not null,
    payee_bank   text   not null default '',  -- the bank alone, to make batches by; the account lies sealed in payee
    payable_from date,
    amount_fen   bigint not null check (amount_fen between 1 and 1000000000000),
    end_to_end   text collate "C" not null check (end_to_end ~ '^[A-Z0-9-]{8,35}$'),
    state        text   not null default 'DRAFTED' check (state in ('DRAFTED', 'APPROVED', 'BATCHED', 'SEALED',
                     'RELEASED', 'SENT', 'UNKNOWN', 'PAID', 'REJECTED', 'RETURNED')),
    created_at   timestamptz not null,
    primary key (fund, id),
    unique (fund, cause, attempt),
    unique (fund, replaces),
    unique (end_to_end),
    foreign key (fund, replaces) references payment.instruction (fund, id),
    check ((attempt = 1) = (replaces is null))
);
-- The promise in one line: a cause has at most one instruction whose money may still be, or is, with the member.
create unique index instruction_live on payment.instruction (fund, cause) where state not in ('REJECTED', 'RETURNED');
create index instruction_waiting on payment.instruction (fund, id) where state = 'APPROVED';
create index instruction_trouble on payment.instruction (fund, state, id) where state in ('UNKNOWN', 'REJECTED', 'RETURNED');
create index instruction_person on payment.instruction (fund, person);

create table payment.instruction_move (
    from_state text not null,
    to_state   text not null,
    primary key (from_state, to_state)
);
insert into payment.instruction_move values
    ('DRAFTED', 'APPROVED'),
    ('APPROVED', 'BATCHED'),
    ('APPROVED', 'REJECTED'),  -- by two people only, when the account's name is not the person's; it never left
    ('BATCHED', 'SEALED'), ('BATCHED', 'APPROVED'),
    ('SEALED', 'RELEASED'), ('SEALED', 'APPROVED'),
    ('RELEASED', 'SENT'),
    ('SENT', 'UNKNOWN'), ('SENT', 'PAID'), ('SENT', 'REJECTED'),
    ('UNKNOWN', 'SENT'), ('UNKNOWN', 'PAID'), ('UNKNOWN', 'REJECTED'),
    ('PAID', 'RETURNED'),
    ('REJECTED', 'PAID');  -- by two people only, after the bank contradicted itself; see discrepancy

create table payment.batch (
    fund          int    not null,
    id            bigint generated always as identity,
    execution_day date   not null,
    value_day     date,  -- the day the bank is asked for; set at the release, later than execution_day when that is over
    seq           int    not null check (seq between 1 and 9999),
    bank          text   not null default '',  -- payees of this bank only, or empty for all
    payments      int    not null default 0 check (payments between 0 and 100000),
    total_fen     bigint not null default 0 check (total_fen >= 0),
    content_hash  bytea,
    needs_consent boolean not null default false,
    state         text   not null default 'DRAFT' check (state in ('DRAFT', 'SEALED', 'RELEASED', 'SENT', 'ACCEPTED',
                      'UNKNOWN', 'SETTLED', 'DISCARDED')),
    made_by       bigint not null,
    made_name     text   not null,  -- masked, for people
    made_at       timestamptz not null,
    released_by   bigint,
    released_name text,
    released_at   timestamptz,
    agreed_by     bigint,
    agreed_name   text,
    agreed_at     timestamptz,
    msg_id        text collate "C" not null check (msg_id ~ '^[A-Z0-9-]{8,35}$'),
    file_name     text collate "C" not null check (file_name ~ '^[A-Z0-9_-]{8,96}[.]xml$'),
    file_hash     bytea,
    attempt       int    not null default 0,
    -- machine time of the last attempt and the last query: waiting times are technical and do not follow the fund's clock
    tried_at      timestamptz,
    asked_at      timestamptz,
    primary key (fund, id),
    unique (fund, execution_day, seq),
    unique (msg_id),
    unique (file_name),
    check (made_by <> released_by and made_by <> agreed_by and agreed_by <> released_by),
    check ((agreed_by is null) = (agreed_at is null) and (agreed_by is null) = (agreed_name is null)),
    check (not needs_consent or agreed_by is not null or state in ('DRAFT', 'SEALED', 'DISCARDED')),
    check (value_day >= execution_day),
    check ((released_by is null) = (released_at is null) and (released_by is null) = (released_name is null)),
    check (state in ('DRAFT', 'DISCARDED') or content_hash is not null),
    check (state in ('DRAFT', 'SEALED', 'DISCARDED') or released_by is not null)
);
create index batch_open on payment.batch (fund, id) where state in ('RELEASED', 'SENT', 'ACCEPTED', 'UNKNOWN');

create table payment.batch_move (
    from_state text not null,
    to_state   text not null,
    primary key (from_state, to_state)
);
insert into payment.batch_move values
    ('DRAFT', 'SEALED'), ('DRAFT', 'DISCARDED'),
    ('SEALED', 'RELEASED'), ('SEALED', 'DISCARDED'),
    ('RELEASED', 'SENT'),
    ('SENT', 'ACCEPTED'), ('SENT', 'UNKNOWN'), ('SENT', 'SETTLED'),
    ('UNKNOWN', 'ACCEPTED'), ('UNKNOWN', 'SENT'), ('UNKNOWN', 'SETTLED'),
    ('ACCEPTED', 'SETTLED');

create table payment.batch_item (
    fund        int    not null,
    batch       bigint not null,
    no          int    not null check (no between 1 and 100000),
    instruction bigint not null,
    primary key (fund, batch, no),
    unique (fund, batch, instruction),
    foreign key (fund, batch) references payment.batch (fund, id),
    foreign key (fund, instruction) references payment.instruction (fund, id)
);
create index batch_item_instruction on payment.batch_item (fund, instruction);

-- Raw messages as the bank gave them, sealed (they hold names and accounts); the same bytes are kept once.
create table payment.answer (
    fund        int    not null,
    id          bigint generated always as identity,
    kind        text   not null check (kind in ('pain.002', 'camt.054', 'camt.053', 'csv')),
    bank_msg_id text,
    hash        bytea  not null,
    received_at timestamptz not null,
    sealed      bytea  not null,
    outcome     text   not null check (outcome in ('APPLIED', 'REFUSED')),
    fault       text,
    primary key (fund, id),
    unique (fund, hash, outcome),
    check ((outcome = 'REFUSED') = (fault is not null)),
    check (outcome = 'REFUSED' or bank_msg_id is not null)
);
create unique index answer_once on payment.answer (fund, kind, bank_msg_id) where outcome = 'APPLIED';

create table payment.instruction_event (
    fund        int    not null,
    id          bigint generated always as identity,
    instruction bigint not null,
    from_state  text   not null,
    state       text   not null,
    at          timestamptz not null,
    person      bigint,  -- who did it; null for the bank and the dispatcher
    batch       bigint,
    answer      bigint,
    reason      text check (reason ~ '^[A-Z0-9]{1,4}$'),
    value_date  date,
    primary key (fund, id),
    foreign key (fund, instruction) references payment.instruction (fund, id),
    foreign key (fund, batch) references payment.batch (fund, id),
    foreign key (fund, answer) references payment.answer (fund, id)
);
create index instruction_event_of on payment.instruction_event (fund, instruction, id);

-- The bank's book: each line it booked on our account, once, by its own reference.
create table payment.bank_entry (
    fund        int    not null,
    id          bigint generated always as identity,
    bank_ref    text collate "C" not null,
    kind        text   not null check (kind in ('DEBIT', 'RETURN', 'CREDIT')),
    end_to_end  text collate "C",
    amount_fen  bigint not null check (amount_fen > 0),
    value_date  date   not null,
    reason      text,
    instruction bigint,
    answer      bigint not null,
    primary key (fund, id),
    unique (fund, bank_ref),
    foreign key (fund, instruction) references payment.instruction (fund, id),
    foreign key (fund, answer) references payment.answer (fund, id)
);
create index bank_entry_instruction on payment.bank_entry (fund, instruction);
create index bank_entry_day on payment.bank_entry (fund, value_date);

-- What the bank says our account held at the start and end of a day.
create table payment.bank_statement (
    fund        int    not null,
    day         date   not null,
    opening_fen bigint not null,
    closing_fen bigint not null,
    answer      bigint not null,
    primary key (fund, day),
    foreign key (fund, answer) references payment.answer (fund, id)
);

-- How far the bank's notifications have been read, and which of our events were already written before that reading.
create table payment.bank_cursor (
    fund       int    primary key,
    after      bigint not null,
    seen_event bigint not null
);

-- What the bank says and what we hold do not agree: two people settle it, with evidence.
create table payment.discrepancy (
    fund        int    not null,
    id          bigint generated always as identity,
    at          timestamptz not null,
    kind        text   not null check (kind in ('CONTRADICTION', 'AMOUNT', 'FOREIGN', 'SAME_ID', 'UNREADABLE',
                    'DOUBLE_DEBIT', 'NO_DEBIT', 'STILL_UNKNOWN', 'NAME', 'GAP')),
    instruction bigint,
    batch       bigint,
    answer      bigint,
    claimed     text   not null default '',
    proposal    text check (proposal in ('PAID', 'NOT_PAID', 'AS_BOOKED')),
    proposed_by bigint,
    proposed_at timestamptz,
    evidence    text check (length(evidence) between 4 and 500),
    settled_by  bigint,
    settled_at  timestamptz,
    primary key (fund, id),
    foreign key (fund, instruction) references payment.instruction (fund, id),
    foreign key (fund, batch) references payment.batch (fund, id),
    foreign key (fund, answer) references payment.answer (fund, id),
    check ((proposal is null) = (proposed_by is null) and (proposal is null) = (evidence is null)),
    check (settled_by is null or proposed_by is not null),
    check (proposed_by <> settled_by)
);
create index discrepancy_open on payment.discrepancy (fund, id) where settled_by is null;
create unique index discrepancy_once on payment.discrepancy (fund, instruction, kind, claimed) where instruction is not null;

-- Papers behind a settlement, as they were uploaded, sealed.
create table payment.evidence (
    fund        int    not null,
    id          bigint generated always as identity,
    discrepancy bigint not null,
    name        text   not null check (length(name) between 1 and 120),
    kind        text   not null check (kind in ('application/pdf', 'image/png', 'image/jpeg', 'application/xml', 'text/csv')),
    hash        bytea  not null,
    sealed      bytea  not null,
    uploaded_by bigint not null,
    uploaded_at timestamptz not null,
    primary key (fund, id),
    unique (fund, discrepancy, hash),
    foreign key (fund, discrepancy) references payment.discrepancy (fund, id)
);

-- Each day's comparison of the two books, made once by the job that holds the lease.
create table payment.daily_run (
    fund       int    not null,
    day        date   not null,
    run_at     timestamptz not null,
    ours_fen   bigint not null,
    bank_fen   bigint not null,
    lines      int    not null,
    differing  int    not null,
    open_items int    not null,
    fence      bigint not null,
    primary key (fund, day)
);

create function payment.apply_instruction_event() returns trigger language plpgsql as $$
begin
    select state into new.from_state from payment.instruction
        where fund = new.fund and id = new.instruction for update;
    if not exists (select 1 from payment.instruction_move
                   where from_state = new.from_state and to_state = new.state) then
        raise exception 'instruction % cannot go from % to %', new.instruction, new.from_state, new.state
            using errcode = 'check_violation';
    end if;
    update payment.instruction set state = new.state where fund = new.fund and id = new.instruction;
    return new;
end $$;
create trigger apply_instruction_event before insert on payment.instruction_event
    for each row execute function payment.apply_instruction_event();

create function payment.guard_instruction() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or pg_trigger_depth() < 2
       or (to_jsonb(new) - 'state') is distinct from (to_jsonb(old) - 'state') then
        raise exception 'an instruction changes only by its events' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger guard_instruction before update or delete on payment.instruction
    for each row execute function payment.guard_instruction();

create function payment.guard_batch() returns trigger language plpgsql as $$
declare
    free text[] := array['state', 'attempt', 'tried_at', 'asked_at', 'file_hash'];
begin
    if tg_op = 'DELETE' then
        raise exception 'a batch is never deleted' using errcode = 'check_violation';
    end if;
    if old.state = 'DRAFT' then
        free := free || array['payments', 'total_fen', 'content_hash', 'needs_consent'];
    end if;
    if old.state = 'SEALED' then
        free := free || array['released_by', 'released_name', 'released_at', 'value_day', 'agreed_by', 'agreed_name',
            'agreed_at'];
    end if;
    if (to_jsonb(new) - free) is distinct from (to_jsonb(old) - free)
       or (old.file_hash is not null and new.file_hash is distinct from old.file_hash)
       or new.attempt < old.attempt then
        raise exception 'the terms of batch % are sealed', old.id using errcode = 'check_violation';
    end if;
    if new.state <> old.state and not exists (select 1 from payment.batch_move
            where from_state = old.state and to_state = new.state) then
        raise exception 'batch % cannot go from % to %', old.id, old.state, new.state using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger guard_batch before update or delete on payment.batch
    for each row execute function payment.guard_batch();

create function payment.guard_batch_item() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' or not exists (select 1 from payment.batch
            where fund = new.fund and id = new.batch and state = 'DRAFT') then
        raise exception 'a sealed batch keeps its payments' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger guard_batch_item before insert or update or delete on payment.batch_item
    for each row execute function payment.guard_batch_item();

create function payment.insert_only() returns trigger language plpgsql as $$
begin
    raise exception '% is insert-only', tg_table_name using errcode = 'check_violation';
end $$;
create trigger insert_only before update or delete on payment.instruction_event
    for each row execute function payment.insert_only();
create trigger insert_only before update or delete on payment.answer
    for each row execute function payment.insert_only();
create trigger insert_only before update or delete on payment.bank_entry
    for each row execute function payment.insert_only();
create trigger insert_only before update or delete on payment.bank_statement
    for each row execute function payment.insert_only();
create trigger insert_only before update or delete on payment.evidence
    for each row execute function payment.insert_only();
create trigger insert_only before update or delete on payment.daily_run
    for each row execute function payment.insert_only();
create trigger no_truncate_event before truncate on payment.instruction_event
    for each statement execute function payment.insert_only();
create trigger no_truncate_instruction before truncate on payment.instruction
    for each statement execute function payment.insert_only();

create function payment.guard_discrepancy() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.settled_by is not null then
        raise exception 'discrepancy % is settled', old.id using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger guard_discrepancy before update or delete on payment.discrepancy
    for each row execute function payment.guard_discrepancy();
