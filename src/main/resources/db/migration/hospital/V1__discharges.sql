create schema hospital;

-- Hospitals, insurers and medical insurance offices that may report stays, each with a program's account.
create table hospital.sender (
    fund int not null,
    id bigint generated always as identity,
    account bigint not null,
    name text not null check (length(name) between 2 and 100),
    kind text not null check (kind in ('HOSPITAL', 'INSURER')),
    path text collate "C" not null,
    -- Only what a trusted sender reports may be paid without asking; everything else is a prompt.
    trusted boolean not null,
    registered_by bigint not null,
    registered_at timestamptz not null,
    primary key (fund, id),
    unique (fund, account),
    unique (fund, name),
    foreign key (fund, account) references access.account (fund, id)
);
create index sender_territory on hospital.sender (fund, path, id);

-- One message as it was sent: the same again gives the same answer, another content under its reference is refused.
create table hospital.message (
    fund int not null,
    id bigint generated always as identity,
    sender bigint not null,
    reference text not null check (length(reference) between 1 and 300),
    content_hash bytea not null check (octet_length(content_hash) = 32),
    received_at timestamptz not null,
    answer text,
    primary key (fund, id),
    unique (fund, sender, reference),
    foreign key (fund, sender) references hospital.sender
);

-- A stay of somebody who is, or may be, a member. Of anybody else nothing is kept. sealed: who, when, for what, how much.
create table hospital.discharge (
    fund int not null,
    id bigint generated always as identity,
    sender bigint not null,
    message bigint not null,
    path text collate "C" not null,
    stay_index bytea not null check (octet_length(stay_index) = 32),
    facts_index bytea not null check (octet_length(facts_index) = 32),
    sealed bytea not null,
    state text not null check (state in ('UNMATCHED', 'MATCHED', 'SET_ASIDE')),
    why text check (why in ('NAME_DIFFERS', 'NO_IDENTITY')),
    person bigint,
    received_at timestamptz not null,
    settled_by bigint,
    settled_by_name text,
    settled_at timestamptz,
    words bytea,
    primary key (fund, id),
    -- A hospital reports a stay once, under whatever message.
    unique (fund, sender, stay_index),
    foreign key (fund, sender) references hospital.sender,
    foreign key (fund, message) references hospital.message,
    foreign key (fund, person) references person.person (fund, id),
    check ((state = 'MATCHED') = (person is not null)),
    check ((state = 'SET_ASIDE') = (words is not null)),
    check ((settled_by is null) = (settled_at is null)),
    check (state <> 'UNMATCHED' or (settled_by is null and why is not null))
);
create index discharge_queue on hospital.discharge (fund, path, id) where state = 'UNMATCHED';
create index discharge_person on hospital.discharge (fund, person, id desc) where person is not null;
