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
    text        text not null check (length(text) between 1 and 1048576),
    hash        bytea not null check (octet_length(hash) = 32),
    accepted_at timestamptz not null,
    cases       text not null default '' check (length(cases) <= 1048576),
    made_by     bigint,
    checked_by  bigint,
    -- Files that ship have nobody; what was designed here has two people, never one.
    check ((made_by is null) = (checked_by is null) and made_by <> checked_by),
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

-- An edition being designed. What was submitted cannot be edited; content is the hash that the checker approves.
create table catalogue.draft (
    fund         int not null,
    id           bigint generated always as identity,
    code         text not null check (code ~ '^[a-z][a-z0-9-]{1,39}$'),
    based_on     text,
    text         text not null check (length(text) <= 1048576),
    cases        text not null check (length(cases) <= 1048576),
    state        text not null check (state in ('DRAFT', 'SUBMITTED', 'ACCEPTED', 'DISCARDED')),
    version      int not null default 1,
    made_by      bigint not null,
    made_by_name text not null,
    saved_at     timestamptz not null,
    reason       text not null default '' check (length(reason) <= 2000),
    content      bytea check (octet_length(content) = 32),
    checked_by   bigint,
    checker_name text,
    words        text not null default '' check (length(words) <= 2000),
    primary key (fund, id),
    check (checked_by <> made_by),
    check ((checked_by is null) = (checker_name is null)),
    check ((state = 'ACCEPTED') = (checked_by is not null)),
    check (state not in ('SUBMITTED', 'ACCEPTED') or content is not null)
);
create index draft_open on catalogue.draft (fund, code, id) where state in ('DRAFT', 'SUBMITTED');

create function catalogue.keep_submitted() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state in ('ACCEPTED', 'DISCARDED')
        or old.made_by <> new.made_by or old.code <> new.code
        or (old.state = 'SUBMITTED' and (old.text <> new.text or old.cases <> new.cases
            or (new.state = 'ACCEPTED' and old.content <> new.content))) then
        raise exception 'a submitted draft is not edited, and none is removed';
    end if;
    return new;
end $$;
create trigger draft_kept before update or delete on catalogue.draft
    for each row execute function catalogue.keep_submitted();

-- One run of past claims under a draft; content says under which state of it.
create table catalogue.replay (
    fund      int not null,
    id        bigint generated always as identity,
    draft     bigint not null,
    content   bytea not null check (octet_length(content) = 32),
    state     text not null check (state in ('RUNNING', 'DONE', 'FAILED')),
    total     bigint not null check (total >= 0),
    done      bigint not null default 0 check (done >= 0),
    more      bigint not null default 0,
    less      bigint not null default 0,
    set_aside bigint not null default 0,
    now_fen   bigint not null default 0,
    draft_fen bigint not null default 0,
    more_fen  bigint not null default 0,
    less_fen  bigint not null default 0,
    paid_fen  bigint not null default 0,
    fees_fen  bigint not null default 0,
    millis    bigint not null default 0,
    asked_by  bigint not null,
    asked_at  timestamptz not null,
    primary key (fund, id),
    foreign key (fund, draft) references catalogue.draft
);
create index replay_of_draft on catalogue.replay (fund, draft, id desc);

-- Claims that would be decided otherwise; ids only, names are looked up when somebody reads.
create table catalogue.replay_change (
    fund      int not null,
    replay    bigint not null,
    claim     bigint not null,
    now_fen   bigint not null,
    draft_fen bigint not null,
    primary key (fund, replay, claim),
    foreign key (fund, replay) references catalogue.replay on delete cascade,
    check (now_fen <> draft_fen)
);
create index replay_change_by_size on catalogue.replay_change (fund, replay, (draft_fen - now_fen), claim);
