create schema claim;

-- One event of one person. A draft is a case that nobody has submitted; it is the autosaved state of the wizard.
create table claim.event_case (
    fund int not null,
    id bigint generated always as identity,
    number text,
    person bigint not null,
    unit bigint not null,
    unit_path text collate "C" not null,
    kind text not null check (kind in ('HOSPITAL', 'ILLNESS', 'ACCIDENT')),
    state text not null check (state in ('DRAFT', 'OPEN', 'WITHDRAWN', 'DISCARDED')),
    step int not null default 1 check (step between 1 and 3),
    event_day date,
    facts bytea not null,
    opened_by bigint not null,
    opened_at timestamptz not null,
    saved_at timestamptz not null,
    submitted_at timestamptz,
    version int not null default 1,
    primary key (fund, id),
    unique (fund, number),
    check ((state = 'DRAFT' or state = 'DISCARDED') = (submitted_at is null)),
    check (submitted_at is null or (event_day is not null and number is not null))
);
-- One draft at a time for each person and each hand that writes it.
create unique index event_case_one_draft on claim.event_case (fund, person, opened_by) where state = 'DRAFT';
create index event_case_person on claim.event_case (fund, person, id desc);

create table claim.case_paper (
    fund int not null,
    case_id bigint not null,
    paper bigint not null,
    kind text not null,
    added_by bigint not null,
    added_at timestamptz not null,
    primary key (fund, case_id, paper),
    foreign key (fund, case_id) references claim.event_case
);

-- A receipt opens one case in the life of the fund; withdrawing the case frees it again.
create table claim.receipt_used (
    fund int not null,
    code text not null,
    number text not null,
    check_code text not null,
    case_id bigint not null,
    used_at timestamptz not null,
    primary key (fund, code, number, check_code),
    foreign key (fund, case_id) references claim.event_case
);

-- What a case shares with cases of other people: keyed indexes of the account, and of the browser it was sent from.
create table claim.trait (
    fund int not null,
    case_id bigint not null,
    kind text not null check (kind in ('ACCOUNT', 'DEVICE')),
    index bytea not null check (octet_length(index) = 32),
    primary key (fund, case_id, kind),
    foreign key (fund, case_id) references claim.event_case
);
create index trait_shared on claim.trait (fund, kind, index);

-- Something about a case that a person has to look at before anything of it is approved. Nothing is refused by it.
create table claim.sign (
    fund int not null,
    id bigint generated always as identity,
    case_id bigint not null,
    kind text not null check (kind in ('SAME_RECEIPT', 'SAME_STAY', 'OVERLAPPING_STAY', 'SAME_PICTURE', 'SHARED_ACCOUNT',
        'SHARED_PHONE', 'SHARED_DEVICE', 'TEXT_DIFFERS')),
    other_case bigint,
    paper bigint,
    found_at timestamptz not null,
    looked_by bigint,
    looked_by_name text,
    looked_at timestamptz,
    words bytea,
    primary key (fund, id),
    foreign key (fund, case_id) references claim.event_case,
    foreign key (fund, other_case) references claim.event_case,
    check (other_case <> case_id),
    check ((looked_at is null) = (looked_by is null) and (looked_at is null) = (words is null))
);
create unique index sign_once on claim.sign (fund, case_id, kind, coalesce(other_case, 0), coalesce(paper, 0));

-- Locked while benefits of a person are computed, so that two claims at once never share one limit.
create table claim.limit_gate (
    fund int not null,
    person bigint not null,
    primary key (fund, person)
);

create table claim.claim (
    fund int not null,
    id bigint generated always as identity,
    case_id bigint not null,
    number text not null,
    person bigint not null,
    unit bigint not null,
    unit_path text collate "C" not null,
    plan text not null,
    plan_version text not null,
    cover bigint not null,
    lump_sum boolean not null,
    follows bigint,
    state text not null check (state in ('REVIEW', 'SUPPLEMENT', 'REFUSAL_PROPOSED', 'APPROVED', 'RETURNED', 'PAID',
        'CLOSED', 'REFUSED', 'WITHDRAWN')),
    level text not null check (level in ('COUNTY', 'CITY', 'PROVINCE')),
    levels text[] not null check (levels[1] = 'COUNTY'),
    sampled boolean not null,
    amount_fen bigint not null check (amount_fen >= 0),
    decision bytea not null,
    finding bytea,
    accepted_on date not null,
    promised_from date not null,
    due_on date,
    filed_at timestamptz not null,
    paid_at timestamptz,
    locked_by bigint,
    locked_until timestamptz,
    version int not null default 1,
    primary key (fund, id),
    unique (fund, number),
    foreign key (fund, case_id) references claim.event_case,
    foreign key (fund, follows) references claim.claim,
    check (promised_from >= accepted_on),
    check ((locked_by is null) = (locked_until is null)),
    check ((due_on is null) = (state = 'SUPPLEMENT')),
    -- A fixed sum is paid only for a class of disease that a person has confirmed, and nothing is not paid.
    check (state not in ('APPROVED', 'RETURNED', 'PAID', 'CLOSED')
        or (amount_fen > 0 and (not lump_sum or finding is not null)))
);
-- One benefit a plan and case; a decided claim whose class turns out to be graver is followed by one claim for the difference.
create unique index claim_one_benefit on claim.claim (fund, case_id, plan, coalesce(follows, 0))
    where state not in ('REFUSED', 'WITHDRAWN');
create index claim_to_close on claim.claim (fund, paid_at) where state = 'PAID';
create index claim_queue on claim.claim (fund, level, due_on, id) where state in ('REVIEW', 'REFUSAL_PROPOSED');
create index claim_territory on claim.claim (fund, unit_path, id);
create index claim_person on claim.claim (fund, person, id desc);

-- What a claim uses of each limit; counts while the claim does.
create table claim.used (
    fund int not null,
    claim bigint not null,
    limit_name text not null,
    period text not null,
    fen bigint not null,
    primary key (fund, claim, limit_name, period),
    foreign key (fund, claim) references claim.claim
);

-- Days on which the member owed papers; what was asked is told in the step.
create table claim.stop (
    fund int not null,
    id bigint generated always as identity,
    claim bigint not null,
    asked_on date not null,
    supplied_on date,
    papers text[] not null,
    primary key (fund, id),
    foreign key (fund, claim) references claim.claim,
    check (supplied_on >= asked_on)
);
create unique index stop_one_open on claim.stop (fund, claim) where supplied_on is null;

create table claim.step (
    fund int not null,
    id bigint generated always as identity,
    claim bigint not null,
    at timestamptz not null,
    verb text not null,
    level text not null,
    state text not null,
    person bigint,
    actor_name text not null,
    amount_fen bigint,
    clause text,
    words bytea,
    version int not null,
    deciding boolean not null,
    claimant bigint not null,
    claim_unit bigint not null,
    actor_unit bigint,
    primary key (fund, id),
    unique (fund, claim, version),
    foreign key (fund, claim) references claim.claim,
    check (deciding = (verb in ('APPROVED', 'REFUSAL_PROPOSED', 'REFUSAL_CONFIRMED', 'REFUSAL_DECLINED',
        'RECLASSIFIED'))),
    -- Nobody decides on their own claim or on one of their own unit, and a decision is always a person's.
    check (not deciding or (person is not null and person <> claimant)),
    check (not deciding or actor_unit is null or actor_unit <> claim_unit),
    check (verb not in ('REFUSAL_PROPOSED', 'REFUSAL_CONFIRMED') or (clause is not null and words is not null))
);
-- Nobody acts twice on one claim.
create unique index step_one_decision on claim.step (fund, claim, person) where deciding;

create table claim.proposal (
    fund int not null,
    id bigint generated always as identity,
    case_id bigint not null,
    person bigint not null,
    unit_path text collate "C" not null,
    plan text not null,
    plan_version text not null,
    cover bigint not null,
    up_to_fen bigint not null check (up_to_fen > 0),
    missing text[] not null,
    decision bytea not null,
    state text not null check (state in ('OPEN', 'ACCEPTED', 'DECLINED', 'LAPSED')),
    claim bigint,
    found_at timestamptz not null,
    told_at timestamptz,
    settled_at timestamptz,
    primary key (fund, id),
    unique (fund, case_id, plan),
    foreign key (fund, case_id) references claim.event_case,
    foreign key (fund, claim) references claim.claim,
    check ((state = 'ACCEPTED') = (claim is not null)),
    check ((state = 'OPEN') = (settled_at is null))
);
create index proposal_person on claim.proposal (fund, person) where state = 'OPEN';
create index proposal_territory on claim.proposal (fund, unit_path, id) where state = 'OPEN';

-- How far the nightly search for further benefits has come.
create table claim.search_mark (
    fund int primary key,
    upto timestamptz not null
);
create index event_case_saved on claim.event_case (fund, saved_at) where state = 'OPEN';

-- Claims that one level approved are drawn for a second look afterwards; how sure the result is follows from the size.
create table claim.quality_round (
    fund int not null,
    id bigint generated always as identity,
    unit_path text collate "C" not null,
    opened_by bigint not null,
    opened_by_name text not null,
    opened_at timestamptz not null,
    from_day date not null,
    upto_day date not null check (upto_day >= from_day),
    confidence int not null check (confidence in (90, 95, 99)),
    margin int not null check (margin between 1 and 20),
    population int not null check (population >= 0),
    primary key (fund, id)
);
create index quality_round_territory on claim.quality_round (fund, unit_path);

create table claim.quality_check (
    fund int not null,
    round bigint not null,
    claim bigint not null,
    place int not null,
    risk boolean not null,
    checked_by bigint,
    checked_by_name text,
    checked_at timestamptz,
    sound boolean,
    words bytea,
    primary key (fund, round, claim),
    foreign key (fund, round) references claim.quality_round,
    foreign key (fund, claim) references claim.claim,
    check ((checked_at is null) = (checked_by is null) and (checked_at is null) = (sound is null)),
    -- An error is told in words.
    check (sound is null or sound or words is not null)
);

-- Nobody checks what they have worked on.
create function claim.refuse_own_work() returns trigger language plpgsql as $$
begin
    if new.checked_by is not null and exists (
        select 1 from claim.step s where s.fund = new.fund and s.claim = new.claim and s.person = new.checked_by) then
        raise exception 'claim % checked by somebody who worked on it', new.claim;
    end if;
    return new;
end $$;
create trigger quality_check_by_others before update on claim.quality_check
    for each row execute function claim.refuse_own_work();

create function claim.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'insert only: %.%', tg_table_schema, tg_table_name;
end $$;
-- An appeal is decided by somebody who has done nothing on the claim before it.
create function claim.refuse_old_hand() returns trigger language plpgsql as $$
begin
    if new.deciding and exists (
        select 1 from claim.step s
        where s.fund = new.fund and s.claim = new.claim and s.person = new.person
            and s.id < (select max(a.id) from claim.step a
                        where a.fund = new.fund and a.claim = new.claim and a.verb = 'APPEALED')) then
        raise exception 'appeal of claim % decided by somebody who acted on it', new.claim;
    end if;
    return new;
end $$;
create trigger step_new_hand before insert on claim.step for each row execute function claim.refuse_old_hand();
create trigger step_insert_only before update or delete or truncate on claim.step
    for each statement execute function claim.refuse_change();
