-- What else a sender has told of a stay. The same once more is no news, however often or in whatever turn it comes.
create table hospital.contrary (
    fund int not null,
    discharge bigint not null,
    facts_index bytea not null check (octet_length(facts_index) = 32),
    told_at timestamptz not null,
    primary key (fund, discharge, facts_index),
    foreign key (fund, discharge) references hospital.discharge
);
