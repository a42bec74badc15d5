-- A registered name that is not the one on the identity card: asked for by a reviewer, in force once a second person has said so.
-- What they were called before stays here.
create table person.name_change (
    fund       int not null,
    id         bigint generated always as identity,
    person     bigint not null,
    before     text not null check (length(before) between 1 and 50),
    name       text not null check (length(name) between 1 and 50),
    reason     text not null check (length(reason) between 4 and 200),
    asked_by   bigint not null,
    asked_at   timestamptz not null,
    state      text not null check (state in ('ASKED', 'CONFIRMED', 'WITHDRAWN')),
    settled_by bigint,
    settled_at timestamptz,
    primary key (fund, id),
    foreign key (fund, person) references person.person (fund, id),
    foreign key (fund, asked_by) references person.person (fund, id),
    foreign key (fund, settled_by) references person.person (fund, id),
    check (name <> before),
    check (asked_by <> person and settled_by <> person),
    check (state <> 'CONFIRMED' or settled_by <> asked_by),
    check ((state = 'ASKED') = (settled_by is null)),
    check ((settled_by is null) = (settled_at is null))
);
create unique index name_change_one_open on person.name_change (fund, person) where state = 'ASKED';
create index name_change_of_person on person.name_change (fund, person, id);
