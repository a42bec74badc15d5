create schema ledger;

create table ledger.account (
    code text primary key check (code ~ '^[0-9]{4}$'),
    kind text not null check (kind in ('asset', 'liability', 'equity', 'income', 'expense'))
);

insert into ledger.account (code, kind) values
    ('1002', 'asset'),     -- bank
    ('1122', 'asset'),     -- fees receivable
    ('1123', 'asset'),     -- subsidies receivable
    ('1221', 'asset'),     -- benefits to be paid back
    ('2202', 'liability'), -- benefits payable
    ('2241', 'liability'), -- unidentified receipts
    ('2242', 'liability'), -- fees to be paid back
    ('2401', 'liability'), -- subsidy budgets, restricted
    ('4101', 'equity'),    -- risk reserve
    ('4104', 'equity'),    -- fund balance
    ('6001', 'income'),    -- fees
    ('6402', 'expense'),   -- benefits
    ('6701', 'expense');   -- written off

create sequence ledger.journal_id_seq;

create table ledger.journal (
    fund       int         not null,
    id         bigint      not null, -- numbered by the trigger below
    template   text        not null check (template ~ '^[A-Z_]+$'),
    cause      text        not null check (cause ~ '^[a-z_]+:[0-9A-Za-z_./:-]+$' and length(cause) <= 120),
    value_date date        not null,
    book_date  date        not null, -- value_date, or the first day that was open when it came late
    posted_at  timestamptz not null,
    reverses   bigint,
    digest     bytea       not null check (octet_length(digest) = 32),
    xid        xid8        not null,
    primary key (fund, id),
    unique (fund, template, cause),
    unique (fund, reverses),
    foreign key (fund, reverses) references ledger.journal,
    check ((template = 'REVERSAL') = (reverses is not null)),
    check (reverses < id),
    check (book_date >= value_date)
);
alter sequence ledger.journal_id_seq owned by ledger.journal.id;

create index journal_by_cause on ledger.journal (fund, cause, id);
create index journal_by_transaction on ledger.journal (fund, xid);
create index journal_by_day on ledger.journal (fund, book_date, id);

create table ledger.line (
    fund       int      not null,
    journal    bigint   not null,
    no         smallint not null check (no > 0),
    account    text     not null references ledger.account,
    region     text     collate "C" not null check (region ~ '^/[0-9]{2}/([0-9]{4}/)?([0-9]{6}/)?$'),
    plan       text     not null, -- empty: of no plan
    amount_fen bigint   not null check (amount_fen <> 0), -- debit +, credit −
    party      text     not null default '' check (party ~ '^([a-z]+:[0-9A-Za-z_./-]+)?$' and length(party) <= 80),
    budget     text     not null default '' check (budget ~ '^[0-9A-Za-z_-]{0,40}$'),
    primary key (fund, journal, no),
    foreign key (fund, journal) references ledger.journal
);

create index line_by_account on ledger.line (fund, account, region) include (amount_fen);
create index line_by_party on ledger.line (fund, party, account) include (amount_fen) where party <> '';
create index line_by_budget on ledger.line (fund, budget, account) include (amount_fen) where budget <> '';

create table ledger.seal (
    fund    int         not null,
    seq     bigint      not null check (seq > 0),
    journal bigint      not null,
    horizon xid8        not null,
    at      timestamptz not null,
    hash    bytea       not null check (octet_length(hash) = 32),
    primary key (fund, seq),
    unique (fund, journal),
    foreign key (fund, journal) references ledger.journal
);

-- A month of the books, from the day somebody proposes to close it. Closed by another person, it takes no more entries.
create table ledger.period (
    fund          int         not null,
    month         date        not null check (extract(day from month) = 1),
    proposed_by   bigint      not null, -- a person
    proposed_name text        not null, -- masked
    proposed_at   timestamptz not null,
    closed_by     bigint,
    closed_name   text,
    closed_at     timestamptz,
    up_to         bigint, -- the last journal before the closing
    primary key (fund, month),
    check (proposed_by <> closed_by),
    check ((closed_by is null) = (closed_at is null) and (closed_by is null) = (closed_name is null)
        and (closed_by is null) = (up_to is null))
);
create index period_closed on ledger.period (fund, month desc) where closed_at is not null;

-- Turnover by month and account, of all journals up to the last snapshot. Balances are these and the few lines since.
create table ledger.total (
    fund        int    not null,
    month       date   not null,
    account     text   not null references ledger.account,
    region      text   collate "C" not null,
    plan        text   not null,
    budget      text   not null,
    debits_fen  bigint not null check (debits_fen >= 0),
    credits_fen bigint not null check (credits_fen >= 0),
    primary key (fund, month, account, region, plan, budget)
);

create table ledger.snapshot (
    fund     int         not null,
    up_to    bigint      not null, -- every journal up to this one is settled and counted
    previous bigint      not null, -- 0 for the first: two instances never count the same journals twice
    day      date        not null,
    taken_at timestamptz not null,
    primary key (fund, up_to),
    unique (fund, previous),
    check (up_to > previous)
);

-- Whoever posts holds this lock together with all others who post; whoever needs to know that no journal is under way,
-- to count or to close, holds it alone for a moment.
create function ledger.posting_lock() returns int language sql immutable as $$ select 76303 $$;

create function ledger.first_open_day(of_fund int) returns date language sql stable as $$
    select coalesce(max(month) + interval '1 month', '-infinity'::timestamp)::date
    from ledger.period where fund = of_fund and closed_at is not null
$$;

-- Numbers a journal after the lock is held, so that a smaller number is never committed later than a count above it; finds
-- its book day; completes the digest, which arrives as the digest of the content alone.
create function ledger.enter_journal() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(ledger.posting_lock(), new.fund);
    new.id := nextval('ledger.journal_id_seq');
    new.xid := pg_current_xact_id();
    new.book_date := greatest(new.value_date, ledger.first_open_day(new.fund));
    new.digest := sha256(
        sha256(new.digest || int8send((new.book_date - date '1970-01-01')::bigint) || int8send(0::bigint))
        || int8send(new.id) || int8send(new.xid::text::bigint));
    return new;
end $$;
create trigger enter before insert on ledger.journal for each row execute function ledger.enter_journal();

create function ledger.guard_period() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and new.closed_at is not null or tg_op <> 'INSERT' and old.closed_at is not null then
        raise exception 'a closed month stays closed, and is proposed before it is closed'
            using errcode = 'integrity_constraint_violation';
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    if new.month < ledger.first_open_day(new.fund) then
        raise exception 'month % lies before one that is closed', new.month using errcode = 'integrity_constraint_violation';
    end if;
    if tg_op = 'UPDATE' and (to_jsonb(new) - array['closed_by', 'closed_name', 'closed_at', 'up_to'])
            is distinct from (to_jsonb(old) - array['closed_by', 'closed_name', 'closed_at', 'up_to']) then
        raise exception 'a proposal is withdrawn, not changed' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger guard before insert or update or delete on ledger.period for each row execute function ledger.guard_period();

create function ledger.guard_total() returns trigger language plpgsql as $$
begin
    if new.month < ledger.first_open_day(new.fund) then
        raise exception 'month % is closed', new.month using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger guard before insert or update on ledger.total for each row execute function ledger.guard_total();

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is insert-only', tg_table_schema || '.' || tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create trigger insert_only before update or delete or truncate on ledger.account for each statement execute function ledger.refuse_change();
create trigger insert_only before update or delete or truncate on ledger.journal for each statement execute function ledger.refuse_change();
create trigger insert_only before update or delete or truncate on ledger.line for each statement execute function ledger.refuse_change();
create trigger insert_only before update or delete or truncate on ledger.snapshot for each statement execute function ledger.refuse_change();
create trigger keep before delete or truncate on ledger.total for each statement execute function ledger.refuse_change();
create trigger keep before truncate on ledger.period for each statement execute function ledger.refuse_change();
create trigger insert_only before update or delete or truncate on ledger.seal for each statement execute function ledger.refuse_change();

create function ledger.require_balance(of_fund int, of_journal bigint) returns void language plpgsql as $$
declare
    lines int;
    total numeric;
    writer xid8;
begin
    select count(*), coalesce(sum(amount_fen), 0) into lines, total
        from ledger.line where fund = of_fund and journal = of_journal;
    select xid into writer from ledger.journal where fund = of_fund and id = of_journal;
    if lines < 2 or total <> 0 or writer is distinct from pg_current_xact_id() then
        raise exception 'journal % of fund % does not balance: % lines, sum %, or lines added later', of_journal, of_fund, lines, total
            using errcode = 'integrity_constraint_violation', constraint = 'journal_balances';
    end if;
end $$;

create function ledger.journal_balances() returns trigger language plpgsql as $$
begin
    perform ledger.require_balance(new.fund, new.id);
    return null;
end $$;

create function ledger.line_balances() returns trigger language plpgsql as $$
begin
    perform ledger.require_balance(new.fund, new.journal);
    return null;
end $$;

-- On both tables: a journal without lines, and a line that joins later.
create constraint trigger balances after insert on ledger.journal
    deferrable initially deferred for each row execute function ledger.journal_balances();
create constraint trigger balances after insert on ledger.line
    deferrable initially deferred for each row execute function ledger.line_balances();

-- A foreign key locks the row it points to, which asks for the right to update one column: it stays on a column that the
-- trigger guards.
do $$
begin
    execute format('revoke update, delete, truncate on ledger.account, ledger.journal, ledger.line, ledger.seal from public, %I', current_user);
    execute format('grant update (kind) on ledger.account to %I', current_user);
    execute format('grant update (xid) on ledger.journal to %I', current_user);
end $$;
