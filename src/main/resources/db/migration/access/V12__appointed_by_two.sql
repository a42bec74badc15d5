-- What makes an account decide about money or about who may, and what hands such an account over: asked for by one administrator,
-- done by the word of a second whose territory is no narrower. Of the password or secret each hands over a half; the first follows
-- from seed under the fund's key.
create table access.appointment (
    fund           int         not null,
    id             bigint      generated always as identity,
    kind           text        not null check (kind in ('OPEN', 'ROLES', 'RESET', 'REOPEN', 'CREDENTIAL', 'TRUST')),
    account        bigint,
    program        boolean     not null,
    login          text        collate "C" check (login ~ '^[a-z0-9][a-z0-9._@-]{1,63}$'),
    name           text        check (length(name) between 1 and 100),
    person         bigint,
    unit           bigint,
    path           text        collate "C" not null,
    before         text[]      not null,
    roles          text[]      not null check (cardinality(roles) > 0),
    seed           text        check (seed ~ '^[0-9a-f]{32}$'),
    asked_by       bigint      not null,
    asked_person   bigint      not null,
    asked_path     text        collate "C" not null,
    asked_at       timestamptz not null,
    state          text        not null check (state in ('ASKED', 'CONFIRMED', 'WITHDRAWN', 'REFUSED')),
    settled_by     bigint,
    settled_person bigint,
    settled_path   text        collate "C",
    settled_at     timestamptz,
    primary key (fund, id),
    foreign key (fund, account) references access.account (fund, id),
    foreign key (fund, person) references person.person (fund, id),
    foreign key (fund, unit) references organisation.unit (fund, id),
    foreign key (fund, asked_by) references access.account (fund, id),
    foreign key (fund, asked_person) references person.person (fund, id),
    foreign key (fund, settled_by) references access.account (fund, id),
    foreign key (fund, settled_person) references person.person (fund, id),
    constraint of_an_account_that_is_there_or_to_be_opened check (
        (kind = 'OPEN') = (login is not null) and (kind = 'OPEN') = (person is not null)
        and (kind in ('OPEN', 'TRUST')) = (name is not null)
        and (account is not null) = (kind <> 'OPEN' or state = 'CONFIRMED')),
    constraint handed_over_in_halves check (
        (kind in ('ROLES', 'TRUST') or (kind = 'REOPEN') = (seed is null))),
    constraint asked_within_the_territory check (starts_with(path, asked_path)),
    constraint settled_once_and_wholly check (
        (state = 'ASKED') = (settled_by is null) and (settled_by is null) = (settled_person is null)
        and (settled_by is null) = (settled_path is null) and (settled_by is null) = (settled_at is null)),
    constraint confirmed_by_another check (state <> 'CONFIRMED' or settled_person <> asked_person),
    constraint confirmed_by_no_narrower_territory check (state <> 'CONFIRMED' or starts_with(asked_path, settled_path)),
    constraint not_about_themselves check (
        person <> asked_person and (state <> 'CONFIRMED' or person is null or person <> settled_person)),
    constraint withdrawn_by_who_asked check (
        (state <> 'WITHDRAWN' or settled_person = asked_person) and (state <> 'REFUSED' or settled_person <> asked_person))
);
create unique index appointment_one_waits on access.appointment (fund, account) where state = 'ASKED';
create unique index appointment_login_waits on access.appointment (fund, login) where state = 'ASKED';
create index appointment_waiting on access.appointment (fund, path, id) where state = 'ASKED';

-- What was asked stays as it was asked, and is settled once.
create function access.guard_appointment() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state <> 'ASKED' or new.state = 'ASKED'
       or (to_jsonb(new) - '{account,state,settled_by,settled_person,settled_path,settled_at}'::text[])
          <> (to_jsonb(old) - '{account,state,settled_by,settled_person,settled_path,settled_at}'::text[])
       or (old.account is not null and new.account is distinct from old.account) then
        raise exception 'appointment % is settled once, as it was asked for', old.id using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger guard_appointment before update or delete on access.appointment
    for each row execute function access.guard_appointment();
