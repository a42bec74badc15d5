create schema audit;

create table audit.entry (
    fund    int         not null,
    id      bigint      generated always as identity,
    at      timestamptz not null,
    account bigint      not null,             -- 0: the system itself
    person  bigint,
    actor   text        not null,             -- masked name
    path    text        collate "C" not null, -- territory of the actor
    action  text        not null check (action ~ '^[a-z_]+[.][a-z_.]+$'),
    subject text        not null check (length(subject) between 1 and 200),
    details jsonb       not null,
    digest  bytea       not null check (octet_length(digest) = 32),
    xid     xid8        not null default pg_current_xact_id(),
    primary key (fund, id)
);

create index entry_by_subject on audit.entry (fund, subject, id);
create index entry_by_account on audit.entry (fund, account, id);
create index entry_by_time on audit.entry (fund, at, id);
create index entry_by_transaction on audit.entry (fund, xid);

create table audit.seal (
    fund    int         not null,
    seq     bigint      not null check (seq > 0),
    entry   bigint      not null,
    horizon xid8        not null,
    at      timestamptz not null,
    hash    bytea       not null check (octet_length(hash) = 32),
    primary key (fund, seq),
    unique (fund, entry),
    foreign key (fund, entry) references audit.entry
);

-- The last seal of a day, of each book that is chained; exported to a file as well.
create table audit.head (
    fund int    not null,
    book text   not null,
    day  date   not null,
    seq  bigint not null,
    hash bytea  not null check (octet_length(hash) = 32),
    primary key (fund, book, day)
);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is insert-only', tg_table_schema || '.' || tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create trigger insert_only before update or delete or truncate on audit.entry for each statement execute function audit.refuse_change();
create trigger insert_only before update or delete or truncate on audit.seal for each statement execute function audit.refuse_change();
create trigger insert_only before update or delete or truncate on audit.head for each statement execute function audit.refuse_change();

-- The trigger binds every role; the rights bind all but a superuser. A foreign key locks the row it points to, which
-- asks for the right to update one column: it stays on a column that the trigger guards.
do $$
begin
    execute format('revoke update, delete, truncate on audit.entry, audit.seal, audit.head from public, %I', current_user);
    execute format('grant update (xid) on audit.entry to %I', current_user);
end $$;
