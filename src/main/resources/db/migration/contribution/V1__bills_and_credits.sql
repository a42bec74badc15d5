create schema if not exists contribution;

-- Money that a union or a donor sets aside to relieve units of part of their fees. used_fen never passes budget_fen: the
-- row is locked before anything is granted.
create table contribution.programme (
    fund           int not null,
    id             bigint generated always as identity,
    name           text not null check (length(name) between 1 and 60),
    giver          text not null check (giver in ('COUNTY_UNION', 'CITY_UNION', 'PROVINCE_UNION', 'DONOR')),
    path           text collate "C" not null,
    kinds          text[] not null,  -- empty: any
    most_staff     int check (most_staff > 0),
    flags          text[] not null,  -- all of them
    relieves       text not null check (relieves in ('WORKER', 'EMPLOYER')),
    share_bp       int check (share_bp between 1 and 10000),
    each_fen       bigint check (each_fen > 0),
    first_day      date not null,
    last_day       date not null,
    budget_fen     bigint not null check (budget_fen > 0),
    unit_most_fen  bigint check (unit_most_fen > 0),
    used_fen       bigint not null default 0,
    proposed_by    bigint not null,
    proposed_at    timestamptz not null,
    agreed_by      bigint,
    agreed_at      timestamptz,
    stopped_on     date,
    primary key (fund, id),
    foreign key (fund, proposed_by) references person.person (fund, id),
    foreign key (fund, agreed_by) references person.person (fund, id),
    check ((share_bp is null) <> (each_fen is null)),
    check (first_day <= last_day),
    check ((agreed_by is null) = (agreed_at is null)),
    constraint programme_by_two_persons check (proposed_by <> agreed_by),
    constraint never_more_than_the_budget check (used_fen between 0 and budget_fen)
);

-- What one unit has had of a programme; the row is made with zero before it is locked.
create table contribution.programme_unit (
    fund      int not null,
    programme bigint not null,
    unit      bigint not null,
    used_fen  bigint not null default 0 check (used_fen >= 0),
    most_fen  bigint,
    primary key (fund, programme, unit),
    foreign key (fund, programme) references contribution.programme (fund, id),
    foreign key (fund, unit) references organisation.unit (fund, id),
    constraint never_more_than_a_unit_may_have check (used_fen <= most_fen)
);

-- One bill a submission. Name as it was when it was raised; share_bp and share_fen are the unit's agreement of that day.
-- subsidised_fen came out of subsidy budgets and counts as received; cover starts once starts_at_fen is in.
create table contribution.bill (
    fund           int not null,
    id             bigint generated always as identity,
    unit           bigint not null,
    unit_path      text collate "C" not null,
    unit_name      text not null,
    submission     bigint not null,
    people         int not null check (people >= 0),
    reference      text collate "C" not null check (reference ~ '^HZ\d{13}$'),
    share_bp       int[] not null check (cardinality(share_bp) = 6),
    share_fen      bigint[] not null check (cardinality(share_fen) = 6),
    total_fen      bigint not null check (total_fen >= 0),
    subsidised_fen bigint not null default 0 check (subsidised_fen >= 0),
    received_fen   bigint not null default 0 check (received_fen >= 0),
    starts_at_fen  bigint not null check (starts_at_fen >= 0),
    due_on         date not null,
    paid_on        date,
    -- The day whose match started the cover; stays when the bank takes the money back after it has begun.
    covered_on     date,
    cancelled_on   date,
    raised_by      bigint not null,
    raised_at      timestamptz not null,
    state          text not null generated always as (
        case when cancelled_on is not null then 'CANCELLED' when received_fen = total_fen then 'PAID'
             when received_fen > subsidised_fen then 'PART' else 'DUE' end) stored,
    primary key (fund, id),
    unique (fund, submission),
    unique (fund, reference),
    foreign key (fund, unit) references organisation.unit (fund, id),
    foreign key (fund, submission) references enrolment.submission (fund, id),
    foreign key (fund, raised_by) references person.person (fund, id),
    constraint never_more_than_the_bill check (received_fen <= total_fen),
    constraint paid_when_in_full check (cancelled_on is not null or (received_fen = total_fen) = (paid_on is not null)),
    constraint covered_when_paid check (paid_on is null or covered_on <= paid_on),
    constraint nothing_left_when_cancelled check (cancelled_on is null or total_fen = 0)
);
create index bill_of_territory on contribution.bill (fund, unit_path, id);
create index bill_open on contribution.bill (fund, (total_fen - received_fen)) where state in ('DUE', 'PART');
create index bill_due on contribution.bill (fund, due_on, id) where state in ('DUE', 'PART');

-- What each payer owes of a bill, with a reference of its own; what a subsidy programme pays has none.
create table contribution.bill_part (
    fund         int not null,
    bill         bigint not null,
    no           int not null check (no between 1 and 99),
    payer        text not null check (payer in
                     ('WORKER', 'EMPLOYER', 'COUNTY_UNION', 'CITY_UNION', 'PROVINCE_UNION', 'DONOR', 'SUBSIDY')),
    programme    bigint,
    reference    text collate "C" check (reference ~ '^HZ\d{13}$'),
    amount_fen   bigint not null check (amount_fen >= 0),
    received_fen bigint not null default 0,
    primary key (fund, bill, no),
    unique (fund, reference),
    unique nulls not distinct (fund, bill, payer, programme),
    foreign key (fund, bill) references contribution.bill (fund, id),
    foreign key (fund, programme) references contribution.programme (fund, id),
    check ((payer = 'SUBSIDY') = (programme is not null)),
    check ((payer = 'SUBSIDY') = (reference is null)),
    check (payer <> 'SUBSIDY' or received_fen = amount_fen),
    constraint never_more_than_the_part check (received_fen between 0 and amount_fen)
);

create function contribution.require_parts(of_fund int, of_bill bigint) returns void language plpgsql as $$
begin
    if not exists (
        select from contribution.bill b
        cross join lateral (
            select coalesce(sum(amount_fen), 0) as amount, coalesce(sum(received_fen), 0) as received,
                   coalesce(sum(amount_fen) filter (where payer = 'SUBSIDY'), 0) as subsidised
            from contribution.bill_part where fund = b.fund and bill = b.id) p
        where b.fund = of_fund and b.id = of_bill and b.total_fen = p.amount and b.received_fen = p.received
          and b.subsidised_fen = p.subsidised) then
        raise exception 'the parts of bill % of fund % are not the bill', of_bill, of_fund
            using errcode = 'integrity_constraint_violation', constraint = 'parts_are_the_bill';
    end if;
end $$;
create function contribution.bill_has_parts() returns trigger language plpgsql as $$
begin
    perform contribution.require_parts(new.fund, new.id);
    return null;
end $$;
create function contribution.part_of_bill() returns trigger language plpgsql as $$
begin
    perform contribution.require_parts(new.fund, new.bill);
    return null;
end $$;
create constraint trigger parts_are_the_bill after insert or update of total_fen, received_fen, subsidised_fen on contribution.bill
    deferrable initially deferred for each row execute function contribution.bill_has_parts();
create constraint trigger parts_are_the_bill after insert or update on contribution.bill_part
    deferrable initially deferred for each row execute function contribution.part_of_bill();

-- A bank file taken whole, or refused whole with its faults; sealed holds the original bytes, bound to 'statement:<fund>:<hash>'.
create table contribution.statement (
    fund        int not null,
    id          bigint generated always as identity,
    name        text not null check (length(name) between 1 and 200),
    format      text not null check (format in ('CSV', 'CAMT_053', 'CAMT_054')),
    hash        bytea not null check (octet_length(hash) = 32),
    sealed      bytea,  -- null when it was too large to keep
    lines       int not null check (lines between 0 and 50000),
    faults      text[] not null,
    uploaded_by bigint not null,
    uploaded_at timestamptz not null,
    primary key (fund, id),
    foreign key (fund, uploaded_by) references person.person (fund, id),
    check ((lines = 0) = (cardinality(faults) > 0))
);

-- Money that came in, once for each serial number of the bank; banks start their serials anew each year. unit_path is the
-- province until a bill is known. applied_fen went to bills, refund_fen goes back to its payer, the rest is unidentified.
create table contribution.credit (
    fund        int not null,
    id          bigint generated always as identity,
    serial_year int not null,
    bank_serial text collate "C" not null check (length(bank_serial) between 1 and 64),
    amount_fen  bigint not null check (amount_fen > 0),
    applied_fen bigint not null default 0 check (applied_fen >= 0),
    refund_fen  bigint not null default 0 check (refund_fen >= 0),
    payer       text not null check (length(payer) <= 140),
    account     bytea,  -- of the payer, sealed, bound to 'credit:<fund>:<year>:<serial>'
    remark      text not null check (length(remark) <= 300),
    value_date  date not null,
    unit_path   text collate "C" not null,
    returned_on date,
    created_at  timestamptz not null,
    primary key (fund, id),
    constraint same_serial_once unique (fund, serial_year, bank_serial),
    check (serial_year = extract(year from value_date)),
    constraint never_more_than_the_credit check (applied_fen + refund_fen <= amount_fen)
);
create index credit_of_territory on contribution.credit (fund, unit_path, id);
create index credit_unidentified on contribution.credit (fund, id)
    where applied_fen + refund_fen < amount_fen and returned_on is null;
create index credit_of_payer on contribution.credit (fund, payer) where applied_fen > 0;

-- Money of a credit that pays a bill, and which of its parts. Ended, with day and why, when the bank returns the credit,
-- somebody takes the match back, or people are withdrawn; never deleted.
create table contribution.allocation (
    fund        int not null,
    id          bigint generated always as identity,
    credit      bigint not null,
    bill        bigint not null,
    amount_fen  bigint not null check (amount_fen > 0),
    parts       int[] not null,
    part_fen    bigint[] not null,
    made_by     bigint,  -- null where the reference did it
    made_at     timestamptz not null,
    ended_on    date,
    ended_why   text check (ended_why in ('RETURNED', 'UNDONE', 'WITHDRAWN')),
    ended_by    bigint,
    primary key (fund, id),
    foreign key (fund, credit) references contribution.credit (fund, id),
    foreign key (fund, bill) references contribution.bill (fund, id),
    foreign key (fund, made_by) references person.person (fund, id),
    foreign key (fund, ended_by) references person.person (fund, id),
    check (cardinality(parts) = cardinality(part_fen)),
    check ((ended_on is null) = (ended_why is null))
);
create index allocation_of_bill on contribution.allocation (fund, bill, id);
create index allocation_of_credit on contribution.allocation (fund, credit, id);
-- A machine matches a credit once, when it is booked.
create unique index allocation_by_reference_once on contribution.allocation (fund, credit) where made_by is null;

-- What became of each line of a file, as told to who uploaded it.
create table contribution.statement_line (
    fund        int not null,
    statement   bigint not null,
    no          int not null,
    line        int not null,
    bank_serial text collate "C" not null,
    amount_fen  bigint not null,
    value_date  date not null,
    outcome     text not null check (outcome in
                    ('EXACT', 'SHORT', 'OVER', 'UNKNOWN', 'DUPLICATE', 'DIFFERS', 'RETURNED', 'RETURN_UNKNOWN', 'NOT_A_FEE')),
    credit      bigint,
    bill        bigint,
    applied_fen bigint not null default 0,
    primary key (fund, statement, no),
    foreign key (fund, statement) references contribution.statement (fund, id),
    foreign key (fund, credit) references contribution.credit (fund, id),
    foreign key (fund, bill) references contribution.bill (fund, id)
);

-- The return of a credit, once for each serial number too.
create table contribution.credit_return (
    fund        int not null,
    serial_year int not null,
    bank_serial text collate "C" not null,
    credit      bigint not null,
    value_date  date not null,
    primary key (fund, serial_year, bank_serial),
    unique (fund, credit),
    foreign key (fund, credit) references contribution.credit (fund, id)
);

-- A surplus on its way back to its payer: proposed by one person, agreed by another, paid by the room payment.
create table contribution.refund (
    fund        int not null,
    id          bigint generated always as identity,
    credit      bigint not null,
    amount_fen  bigint not null check (amount_fen > 0),
    sealed      bytea not null,  -- payee and account, bound to 'refund:<fund>:<credit>'
    payee       text not null,   -- name and last digits
    reason      text not null check (length(reason) between 4 and 200),
    state       text not null check (state in ('PROPOSED', 'AGREED', 'PAID', 'RETURNED', 'DROPPED')),
    proposed_by bigint not null,
    proposed_at timestamptz not null,
    agreed_by   bigint,
    agreed_at   timestamptz,
    primary key (fund, id),
    foreign key (fund, credit) references contribution.credit (fund, id),
    foreign key (fund, proposed_by) references person.person (fund, id),
    foreign key (fund, agreed_by) references person.person (fund, id),
    check ((agreed_by is null) = (agreed_at is null)),
    check ((agreed_by is null) = (state in ('PROPOSED', 'DROPPED'))),
    constraint refund_by_two_persons check (proposed_by <> agreed_by)
);
create index refund_open on contribution.refund (fund, id) where state in ('PROPOSED', 'AGREED', 'RETURNED');
create index refund_of_credit on contribution.refund (fund, credit);

-- People whose cover had not begun and is not wanted any more; the bill is less by amount_fen.
create table contribution.withdrawal (
    fund         int not null,
    id           bigint generated always as identity,
    bill         bigint not null,
    people       int not null check (people > 0),
    amount_fen   bigint not null check (amount_fen >= 0),
    released_fen bigint not null check (released_fen >= 0),  -- of subsidies, back to their budgets
    reason       text not null check (length(reason) between 4 and 200),
    made_by      bigint not null,
    made_at      timestamptz not null,
    primary key (fund, id),
    foreign key (fund, bill) references contribution.bill (fund, id),
    foreign key (fund, made_by) references person.person (fund, id)
);
create index withdrawal_of_bill on contribution.withdrawal (fund, bill);

-- What a programme pays of a bill; released_fen went back to the budget.
create table contribution.subsidy_grant (
    fund         int not null,
    id           bigint generated always as identity,
    programme    bigint not null,
    bill         bigint not null,
    amount_fen   bigint not null check (amount_fen > 0),
    released_fen bigint not null default 0,
    granted_at   timestamptz not null,
    primary key (fund, id),
    unique (fund, programme, bill),
    foreign key (fund, programme) references contribution.programme (fund, id),
    foreign key (fund, bill) references contribution.bill (fund, id),
    check (released_fen between 0 and amount_fen)
);
create index subsidy_grant_of_bill on contribution.subsidy_grant (fund, bill);

-- Agreed parts in which a unit pays a bill.
create table contribution.instalment (
    fund       int not null,
    bill       bigint not null,
    no         int not null check (no between 1 and 12),
    due_on     date not null,
    amount_fen bigint not null check (amount_fen > 0),
    agreed_by  bigint not null,
    agreed_at  timestamptz not null,
    primary key (fund, bill, no),
    foreign key (fund, bill) references contribution.bill (fund, id),
    foreign key (fund, agreed_by) references person.person (fund, id)
);

-- A reminder that was sent, once for each step of each due day.
create table contribution.reminder (
    fund    int not null,
    bill    bigint not null,
    due_on  date not null,
    step    int not null check (step > 0),
    sent_at timestamptz not null,
    primary key (fund, bill, due_on, step),
    foreign key (fund, bill) references contribution.bill (fund, id)
);

-- Receipts are numbered without gaps, by fund and year. One is made void by another over the same amount in red.
create table contribution.receipt_number (
    fund int not null,
    year int not null,
    last int not null check (last >= 1),
    primary key (fund, year)
);
create table contribution.receipt (
    fund       int not null,
    id         bigint generated always as identity,
    number     text not null check (number ~ '^\d{4}-\d{6,}$'),
    bill       bigint not null,
    turn       int not null check (turn > 0),
    amount_fen bigint not null check (amount_fen <> 0),
    issued_at  timestamptz not null,
    reverses   bigint,
    primary key (fund, id),
    unique (fund, number),
    unique (fund, reverses),
    foreign key (fund, bill) references contribution.bill (fund, id),
    foreign key (fund, reverses) references contribution.receipt (fund, id),
    check ((reverses is not null) = (amount_fen < 0))
);
-- Only one is in force: the next turn begins when the last receipt was made void.
create unique index receipt_once_a_turn on contribution.receipt (fund, bill, turn, (amount_fen > 0));

create function contribution.refuse_delete() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are never deleted', tg_table_name using errcode = 'restrict_violation';
end $$;
create function contribution.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are never changed', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger credit_is_kept before delete on contribution.credit
    for each row execute function contribution.refuse_delete();
create trigger allocation_is_kept before delete on contribution.allocation
    for each row execute function contribution.refuse_delete();
create trigger receipt_is_kept before update or delete on contribution.receipt
    for each row execute function contribution.refuse_change();
create trigger grant_is_kept before delete on contribution.subsidy_grant
    for each row execute function contribution.refuse_delete();
create trigger refund_is_kept before delete on contribution.refund
    for each row execute function contribution.refuse_delete();
create trigger withdrawal_is_kept before update or delete on contribution.withdrawal
    for each row execute function contribution.refuse_change();
