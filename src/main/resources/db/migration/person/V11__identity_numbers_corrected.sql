-- A registered identity number that is not the one on the papers: asked for by a desk, in force once a second person has said so.
-- SLIP: it was never theirs; RENUMBERED: it was, until they were given another one. sealed: the number asked for, bound to
-- 'identity_change:<fund>:<id>'.
create table person.identity_change (
    fund       int not null,
    id         bigint generated always as identity,
    person     bigint not null,
    cause      text not null check (cause in ('SLIP', 'RENUMBERED')),
    sealed     bytea not null check (octet_length(sealed) > 32),
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
    check (asked_by <> person and settled_by <> person),
    check (state <> 'CONFIRMED' or settled_by <> asked_by),
    check ((state = 'ASKED') = (settled_by is null)),
    check ((settled_by is null) = (settled_at is null))
);
create unique index identity_change_one_open on person.identity_change (fund, person) where state = 'ASKED';
create index identity_change_of_person on person.identity_change (fund, person, id);

-- Numbers that people were registered under before, of the change that replaced each; sealed: the number, bound to
-- 'former_identity:<fund>:<id>'. Found by the same keyed index as the numbers of today.
create table person.former_identity (
    fund        int not null,
    id          bigint not null,
    person      bigint not null,
    id_index    uuid not null,
    cause       text not null check (cause in ('SLIP', 'RENUMBERED')),
    sealed      bytea not null check (octet_length(sealed) > 32),
    replaced_at timestamptz not null,
    primary key (fund, id),
    foreign key (fund, id) references person.identity_change (fund, id),
    foreign key (fund, person) references person.person (fund, id)
);
create index former_identity_found on person.former_identity (fund, id_index);

-- What was stays as it was, but under a newer key.
create function person.resealed_only() returns trigger language plpgsql as $$
begin
    if to_jsonb(new) - 'sealed' = to_jsonb(old) - 'sealed'
        and substring(new.sealed from 1 for 4) > substring(old.sealed from 1 for 4) then
        return new;
    end if;
    raise exception 'rows of % are kept as they were written', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger former_identity_is_kept before delete on person.former_identity
    for each row execute function person.refuse_change();
create trigger former_identity_is_resealed before update on person.former_identity
    for each row execute function person.resealed_only();
