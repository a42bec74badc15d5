-- By what a fund knows its keys again before anybody is sealed with them: of the key of the indexes (0) the keyed hash of a fixed
-- text, of each key that seals that hash sealed with it.
create table person.key_print (
    fund int not null,
    key int not null check (key >= 0),
    print bytea not null,
    primary key (fund, key)
);
