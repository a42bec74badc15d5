-- A number that was kept for somebody as theirs of before, and never was: said so by two people. change: the correction that kept it.
create table person.found_slip (
    fund       int not null,
    id         bigint generated always as identity,
    change     bigint not null,
    person     bigint not null,
    reason     text not null check (length(reason) between 4 and 200),
    asked_by   bigint not null,
    asked_at   timestamptz not null,
    state      text not null check (state in ('ASKED', 'CONFIRMED', 'WITHDRAWN')),
    settled_by bigint,
    settled_at timestamptz,
    primary key (fund, id),
    foreign key (fund, change) references person.former_identity (fund, id),
    foreign key (fund, person) references person.person (fund, id),
    foreign key (fund, asked_by) references person.person (fund, id),
    foreign key (fund, settled_by) references person.person (fund, id),
    check (asked_by <> person and settled_by <> person),
    check (state <> 'CONFIRMED' or settled_by <> asked_by),
    check ((state = 'ASKED') = (settled_by is null)),
    check ((settled_by is null) = (settled_at is null))
);
create unique index found_slip_once on person.found_slip (fund, change) where state <> 'WITHDRAWN';
create index found_slip_of_person on person.found_slip (fund, person, id);

-- Why a former number is not the registered one any more, as it is known today.
create function person.cause_of(former person.former_identity) returns text language sql stable as $$
    select case when exists (select from person.found_slip s
        where s.fund = former.fund and s.change = former.id and s.state = 'CONFIRMED') then 'SLIP' else former.cause end
$$;

-- Of whom somebody is an heir is asked whenever they decide or release.
create index account_change_by_heir on person.account_change (fund, heir) where heir is not null;
