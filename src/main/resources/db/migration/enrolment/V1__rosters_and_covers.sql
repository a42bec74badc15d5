create schema if not exists enrolment;
create extension if not exists btree_gist with schema public;

-- A uploaded roster, kept sealed until it is enrolled. sealed: header and rows, bound to 'draft:<fund>:<id>'.
create table enrolment.draft (
    fund          int not null,
    id            bigint generated always as identity,
    unit          bigint not null,
    unit_path     text collate "C" not null,
    file_name     text not null check (length(file_name) between 1 and 200),
    format        text not null check (format in ('XLSX', 'CSV')),
    file_hash     bytea not null check (octet_length(file_hash) = 32),
    sealed        bytea,
    file_rows     int not null check (file_rows between 1 and 200000),
    checked_ms    int not null check (checked_ms >= 0),
    state         text not null check (state in ('OPEN', 'ENROLLED')),
    effective_day date,
    uploaded_by   bigint not null,
    uploaded_at   timestamptz not null,
    primary key (fund, id),
    foreign key (fund, unit) references organisation.unit (fund, id),
    foreign key (fund, uploaded_by) references person.person (fund, id)
);
-- The same file twice, or twice at once, is one draft.
create unique index draft_same_file on enrolment.draft (fund, unit, file_hash) where state = 'OPEN';
create index draft_of_territory on enrolment.draft (fund, unit_path, id);

-- A cell put right on the page; column -1 takes the row out of the roster. sealed is bound to 'fix:<fund>:<draft>:<row>:<column>'.
create table enrolment.draft_fix (
    fund          int not null,
    draft         bigint not null,
    row_number    int not null check (row_number >= 1),
    column_number int not null check (column_number between -1 and 255),
    sealed        bytea,
    fixed_by      bigint not null,
    fixed_at      timestamptz not null,
    primary key (fund, draft, row_number, column_number),
    foreign key (fund, draft) references enrolment.draft (fund, id),
    foreign key (fund, fixed_by) references person.person (fund, id),
    check ((column_number = -1) = (sealed is null))
);

-- People enrolled together, billed together. HISTORY carries cover that began before this system did.
create table enrolment.submission (
    fund          int not null,
    id            bigint generated always as identity,
    unit          bigint not null,
    unit_path     text collate "C" not null,
    draft         bigint,
    kind          text not null check (kind in ('ROSTER', 'HISTORY')),
    effective_day date,
    people        int not null check (people > 0),
    total_fen     bigint not null check (total_fen >= 0),
    state         text not null check (state in ('AWAITING', 'ACTIVE', 'CANCELLED')),
    enrolled_by   bigint not null,
    enrolled_at   timestamptz not null,
    matched_on    date,
    primary key (fund, id),
    foreign key (fund, unit) references organisation.unit (fund, id),
    foreign key (fund, draft) references enrolment.draft (fund, id),
    foreign key (fund, enrolled_by) references person.person (fund, id),
    check ((kind = 'ROSTER') = (draft is not null)),
    check (kind = 'ROSTER' or effective_day is not null),
    check ((state = 'ACTIVE') = (matched_on is not null))
);
create index submission_of_draft on enrolment.submission (fund, draft);
create index submission_of_territory on enrolment.submission (fund, unit_path, id);

-- One plan of one member for one term; the period is known when the fee has come in.
create table enrolment.cover (
    fund             int not null,
    id               bigint generated always as identity,
    person           bigint not null,
    plan             text collate "C" not null,
    edition          text collate "C" not null,
    units            int not null check (units between 1 and 999),
    unit             bigint not null,
    unit_path        text collate "C" not null,
    submission       bigint not null,
    row_number       int not null,
    fee_fen          bigint not null check (fee_fen >= 0),
    state            text not null check (state in ('AWAITING', 'ACTIVE', 'CANCELLED')),
    cover            daterange,
    first_joined     date,
    continuous_since date,
    waiting_until    date,
    primary key (fund, id),
    foreign key (fund, person) references person.person (fund, id),
    foreign key (fund, submission) references enrolment.submission (fund, id),
    check (state <> 'AWAITING' or cover is null),
    check (state <> 'ACTIVE'
           or (not isempty(cover) and not lower_inf(cover) and not upper_inf(cover)
               and first_joined <= continuous_since
               and continuous_since <= lower(cover)
               and waiting_until >= continuous_since)),
    constraint cover_once exclude using gist (fund with =, person with =, plan with =, cover with &&)
        where (state = 'ACTIVE')
);
create unique index cover_awaited_once on enrolment.cover (fund, person, plan) where state = 'AWAITING';
create index cover_of_person on enrolment.cover (fund, person);
create index cover_of_submission on enrolment.cover (fund, submission, id);
create index cover_of_territory on enrolment.cover (fund, unit_path, plan);
