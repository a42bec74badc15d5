create schema document;

-- The bytes lie sealed under their content hash in the file store; a row is written after the file is on disk.
create table document.blob (
    fund      int         not null,
    hash      bytea       not null check (octet_length(hash) = 32),
    bytes     bigint      not null check (bytes between 1 and 20971520),
    type      text        not null check (type in ('PDF', 'XML', 'JPEG', 'PNG', 'OFD')),
    pages     int         not null check (pages between 0 and 50),
    stored_at timestamptz not null,
    primary key (fund, hash)
);

create table document.paper (
    fund        int         not null,
    id          bigint      generated always as identity,
    owner       bigint      not null,
    kind        text        not null check (kind ~ '^[a-z_]{2,40}$'),
    hash        bytea       not null,
    name        text        not null check (length(name) between 1 and 200),
    uploaded_by bigint      not null,
    at          timestamptz not null,
    primary key (fund, id),
    foreign key (fund, hash) references document.blob (fund, hash)
);
create index paper_owner on document.paper (fund, owner, id);

-- What was read from a receipt, sealed because it names a diagnosis.
create table document.reading (
    fund   int   not null,
    paper  bigint not null,
    sealed bytea not null,
    primary key (fund, paper),
    foreign key (fund, paper) references document.paper (fund, id)
);

-- What was found about a photograph: where the page lies on it, how well it can be read, what it looks like in small, and
-- the code and number of a receipt when both were read surely: another number is another paper, however alike the form.
create table document.picture (
    fund     int   not null,
    paper    bigint not null,
    page     text  not null check (length(page) < 400),
    quality  jsonb not null,
    coarse   bytea not null check (octet_length(coarse) = 48),
    likeness text  not null check (length(likeness) < 40000),
    receipt  text  check (length(receipt) between 10 and 60),
    primary key (fund, paper),
    foreign key (fund, paper) references document.paper (fund, id)
);
