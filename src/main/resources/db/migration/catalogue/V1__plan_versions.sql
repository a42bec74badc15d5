create schema if not exists catalogue;
create extension if not exists btree_gist with schema public;

-- An edition of a plan as it was accepted: text is the plan file, hash covers it and the disease tables that it uses.
create table catalogue.plan_version (
    fund        int not null,
    id          bigint generated always as identity,
    code        text not null check (code ~ '^[a-z][a-z0-9-]{1,39}$'),
    edition     text not null check (length(edition) between 1 and 40),
    validity    daterange not null check (not isempty(validity) and not lower_inf(validity) and lower_inc(validity)),
    file_name   text not null check (length(file_name) between 1 and 200),
    text        text not null check (length(text) between 1 and 262144),
    hash        bytea not null check (octet_length(hash) = 32),
    accepted_at timestamptz not null,
    primary key (fund, id),
    unique (fund, code, edition),
    -- On any day one version of a plan decides.
    constraint one_version_a_day exclude using gist (fund with =, code with =, validity with &&)
);

-- The one change: a version without an end gets one when the next edition begins.
create function catalogue.forbid_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and upper_inf(old.validity) and lower(new.validity) = lower(old.validity)
        and to_jsonb(new) - 'validity' = to_jsonb(old) - 'validity' then
        return new;
    end if;
    raise exception 'plan versions are immutable; add a new edition';
end $$;

create trigger plan_version_immutable before update or delete on catalogue.plan_version
    for each row execute function catalogue.forbid_change();
create trigger plan_version_not_emptied before truncate on catalogue.plan_version
    for each statement execute function catalogue.forbid_change();
