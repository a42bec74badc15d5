create schema access;

-- A person who signs in, or a partner's program ('client') that acts in the name of a responsible person.
create table access.account (
    fund            int         not null,
    id              bigint      generated always as identity,
    kind            text        not null check (kind in ('person', 'client')),
    login           text        collate "C" not null check (login ~ '^[a-z0-9][a-z0-9._@-]{1,63}$'),
    name            text        not null check (length(name) between 1 and 100),
    person          bigint,
    unit            bigint,
    path            text        collate "C" not null check (path ~ '^/[0-9]{2}/([0-9]{4}/)?([0-9]{6}/)?(u[0-9]+/)?$'),
    password_hash   text,
    must_change     boolean     not null,
    session_version int         not null default 1,
    totp_sealed     bytea,
    totp_confirmed  boolean     not null default false,
    totp_last_step  bigint      not null default 0,
    active          boolean     not null default true,
    demonstration   boolean     not null default false,
    created_at      timestamptz not null,
    created_by      bigint      not null,
    primary key (fund, id),
    unique (fund, login),
    foreign key (fund, person) references person.person (fund, id),
    foreign key (fund, unit) references organisation.unit (fund, id),
    check ((kind = 'client') = (password_hash is null)),
    check (totp_sealed is not null or not totp_confirmed),
    -- Only the first administrator lacks a person, until the first sign-in is finished.
    check (person is not null or must_change)
);
create index account_by_path on access.account (fund, path, id);
create index account_by_person on access.account (fund, person);

create table access.account_role (
    fund    int    not null,
    account bigint not null,
    role    text   not null check (role in ('MEMBER', 'UNIT_OFFICER', 'COUNTY_REVIEWER', 'CITY_REVIEWER',
        'PROVINCE_REVIEWER', 'FINANCE_MAKER', 'FINANCE_CHECKER', 'MANAGER', 'AUDITOR', 'ADMIN', 'PARTNER')),
    primary key (fund, account, role),
    foreign key (fund, account) references access.account (fund, id)
);

-- Secrets of a client account; two may be alive at once while a partner changes over.
create table access.credential (
    fund        int         not null,
    id          bigint      generated always as identity,
    account     bigint      not null,
    client_id   text        collate "C" not null unique,
    secret_hash bytea       not null check (length(secret_hash) = 32),
    created_at  timestamptz not null,
    revoked_at  timestamptz,
    primary key (fund, id),
    foreign key (fund, account) references access.account (fund, id)
);

-- Attempts to sign in, counted before the password is looked at. Subjects are keyed indexes, never the text itself.
create table access.attempt (
    fund          int         not null,
    kind          text        not null check (kind in ('account', 'address')),
    subject       bytea       not null,
    attempts      int         not null,
    last_at       timestamptz not null,
    blocked_until timestamptz not null,
    primary key (fund, kind, subject)
);
create index attempt_by_age on access.attempt (last_at);

create table access.request_key (
    fund       int         not null,
    actor      bigint      not null,
    key        text        collate "C" not null check (length(key) between 8 and 64),
    body_hash  bytea       not null check (length(body_hash) = 32),
    answer     text,
    created_at timestamptz not null,
    primary key (fund, actor, key)
);
create index request_key_by_age on access.request_key (created_at);
