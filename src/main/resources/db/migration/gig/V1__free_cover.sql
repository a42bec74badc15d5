create schema gig;

-- Places of free cover: through which union of gig workers, under which plan, paid by which subsidy programme, so much a place.
-- taken is counted under the row's lock; the money is counted by the programme.
create table gig.offer (
    fund      int         not null,
    id        bigint      generated always as identity,
    unit      bigint      not null,
    unit_path text        collate "C" not null,
    plan      text        collate "C" not null,
    programme bigint      not null,
    each_fen  bigint      not null check (each_fen > 0),
    places    int         not null check (places > 0),
    taken     int         not null default 0,
    first_day date        not null,
    last_day  date        not null,
    opened_by bigint      not null,
    opened_at timestamptz not null,
    closed_on date,
    primary key (fund, id),
    foreign key (fund, unit) references organisation.unit (fund, id),
    foreign key (fund, programme) references contribution.programme (fund, id),
    foreign key (fund, opened_by) references person.person (fund, id),
    check (first_day <= last_day),
    constraint no_more_than_the_places check (taken between 0 and places)
);
create unique index offer_open_once on gig.offer (fund, unit, plan) where closed_on is null;

-- A place that was taken, by the submission that stands behind it. The one cover a person, plan and term may have is held by
-- the room enrolment.
create table gig.joining (
    fund       int         not null,
    submission bigint      not null,
    offer      bigint      not null,
    person     bigint      not null,
    joined_at  timestamptz not null,
    primary key (fund, submission),
    foreign key (fund, submission) references enrolment.submission (fund, id),
    foreign key (fund, offer) references gig.offer (fund, id),
    foreign key (fund, person) references person.person (fund, id)
);
create index joining_of_offer on gig.joining (fund, offer, submission);

-- That a name and a number were asked about and what the register said; neither of them. subject is a keyed index of both.
create table gig.identity_check (
    fund     int         not null,
    id       bigint      generated always as identity,
    subject  bytea       not null check (octet_length(subject) = 32),
    answer   text        not null check (answer in ('MATCH', 'NO_MATCH', 'AWAY')),
    asked_at timestamptz not null,
    primary key (fund, id)
);
create index identity_check_of on gig.identity_check (fund, subject, asked_at);

-- Tries of a day for an identity number or a network address, counted before the register is asked.
create table gig.identity_try (
    fund    int   not null,
    subject bytea not null check (octet_length(subject) = 32),
    day     date  not null,
    tries   int   not null,
    most    int   not null,
    primary key (fund, subject, day),
    constraint no_more_tries_than_a_day_has check (tries between 0 and most)
);
create index identity_try_by_day on gig.identity_try (fund, day);

create function gig.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are kept as they were written', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger check_is_kept before update or delete on gig.identity_check
    for each row execute function gig.refuse_change();
create trigger joining_is_kept before update or delete on gig.joining
    for each row execute function gig.refuse_change();
