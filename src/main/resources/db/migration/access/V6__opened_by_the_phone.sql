-- Codes by which a member opens an account or sets another password: the newest of each name and identity number that was
-- asked for. subject is a keyed index of both, code_hash of the code; without a person the fund does not know them, and their
-- code, which nobody was sent, is tried like any other.
create table access.activation (
    fund      int         not null,
    subject   bytea       not null check (octet_length(subject) = 32),
    person    bigint,
    code_hash bytea       not null check (octet_length(code_hash) = 32),
    asked_at  timestamptz not null,
    day       date        not null,
    codes     int         not null,
    tries     int         not null,
    used_at   timestamptz,
    primary key (fund, subject),
    foreign key (fund, person) references person.person (fund, id),
    constraint no_more_codes_than_a_day_has check (codes between 1 and 3),
    constraint no_more_tries_than_a_code_has check (tries between 0 and 5)
);
create index activation_by_age on access.activation (asked_at);
