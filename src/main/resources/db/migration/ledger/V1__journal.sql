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

create table ledger.journal (
    fund       int         not null,
    id         bigint      generated always as identity,
    template   text        not null check (template ~ '^[A-Z_]+$'),
    cause      text        not null check (cause ~ '^[a-z_]+:[0-9A-Za-z_./:-]+$' and length(cause) <= 120),
    value_date date        not null,
    posted_at  timestamptz not null,
    reverses   bigint,
    digest     bytea       not null check (octet_length(digest) = 32),
    xid        xid8        not null default pg_current_xact_id(),
    primary key (fund, id),
    unique (fund, template, cause),
    unique (fund, reverses),
    foreign key (fund, reverses) references ledger.journal,
    check ((template = 'REVERSAL') = (reverses is not null)),
    check (reverses < id)
);

create index journal_by_cause on ledger.journal (fund, cause, id);
create index journal_by_transaction on ledger.journal (fund, xid);

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

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is insert-only', tg_table_schema || '.' || tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create trigger insert_only before update or delete or truncate on ledger.account for each statement execute function ledger.refuse_change();
create trigger insert_only before update or delete or truncate on ledger.journal for each statement execute function ledger.refuse_change();
create trigger insert_only before update or delete or truncate on ledger.line for each statement execute function ledger.refuse_change();
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
