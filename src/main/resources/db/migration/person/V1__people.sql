create schema if not exists person;

-- sealed: one envelope {idNumber, phone, card, bank} bound to 'person:<fund>:<id>'.
create table person.person (
    fund        int not null,
    id          bigint generated always as identity,
    name        text not null check (length(name) between 1 and 50),
    sex         text not null check (sex in ('MALE', 'FEMALE')),
    id_index    bytea not null check (octet_length(id_index) = 32),
    phone_index bytea check (octet_length(phone_index) = 32),
    sealed      bytea not null check (octet_length(sealed) > 32),
    created_at  timestamptz not null,
    primary key (fund, id),
    unique (fund, id_index)
);
create index person_name on person.person (fund, name);
create index person_phone on person.person (fund, phone_index) where phone_index is not null;

-- A new payee account waits for its cooling and for a second person; until then payments to it are held.
create table person.account_change (
    fund            int not null,
    id              bigint generated always as identity,
    person          bigint not null,
    sealed          bytea not null,
    asked_by        bigint not null,
    reauthenticated boolean not null check (reauthenticated),
    asked_at        timestamptz not null,
    open_from       date not null,
    state           text not null check (state in ('ASKED', 'CONFIRMED', 'WITHDRAWN')),
    confirmed_by    bigint,
    confirmed_at    timestamptz,
    primary key (fund, id),
    foreign key (fund, person) references person.person (fund, id),
    foreign key (fund, asked_by) references person.person (fund, id),
    foreign key (fund, confirmed_by) references person.person (fund, id),
    check (confirmed_by <> asked_by and confirmed_by <> person),
    check ((state = 'CONFIRMED') = (confirmed_by is not null)),
    check ((confirmed_by is null) = (confirmed_at is null))
);
create unique index account_change_one_open on person.account_change (fund, person) where state = 'ASKED';
create index account_change_of_person on person.account_change (fund, person, id);

create table person.view_log (
    fund        int not null,
    id          bigint generated always as identity,
    person      bigint not null,
    at          timestamptz not null,
    seen_by     bigint,
    seen_by_name text not null,
    reason      text not null check (length(reason) between 4 and 200),
    primary key (fund, id),
    foreign key (fund, person) references person.person (fund, id)
);
create index view_log_of_person on person.view_log (fund, person, id);

create table person.consent (
    fund         int not null,
    id           bigint generated always as identity,
    person       bigint not null,
    purpose      text not null check (purpose in ('IDENTITY', 'HEALTH', 'ACCOUNT', 'MATCHING')),
    wording      text not null check (length(wording) between 1 and 40),
    given_at     timestamptz not null,
    withdrawn_at timestamptz,
    primary key (fund, id),
    foreign key (fund, person) references person.person (fund, id),
    check (withdrawn_at >= given_at)
);
create unique index consent_in_force on person.consent (fund, person, purpose) where withdrawn_at is null;

create function person.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are kept as they were written', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger view_log_is_kept before update or delete on person.view_log
    for each row execute function person.refuse_change();
