create schema if not exists contribution;

-- One bill a submission, shared out by payer to the fen. Name and staff as they were when it was raised.
create table contribution.bill (
    fund         int not null,
    id           bigint generated always as identity,
    unit         bigint not null,
    unit_path    text collate "C" not null,
    unit_name    text not null,
    submission   bigint not null,
    people       int not null check (people > 0),
    reference    text collate "C" not null check (reference ~ '^HZ\d{13}$'),
    total_fen    bigint not null check (total_fen >= 0),
    worker_fen   bigint not null check (worker_fen >= 0),
    employer_fen bigint not null check (employer_fen >= 0),
    union_fen    bigint not null check (union_fen >= 0),
    donor_fen    bigint not null check (donor_fen >= 0),
    received_fen bigint not null default 0 check (received_fen >= 0),
    paid_on      date,
    -- The day whose match started the cover; stays when the bank takes the money back, since cover is not undone by a machine.
    covered_on   date,
    raised_by    bigint not null,
    raised_at    timestamptz not null,
    state        text not null generated always as (
        case when received_fen = total_fen then 'PAID' when received_fen > 0 then 'PART' else 'DUE' end) stored,
    primary key (fund, id),
    unique (fund, submission),
    unique (fund, reference),
    foreign key (fund, unit) references organisation.unit (fund, id),
    foreign key (fund, submission) references enrolment.submission (fund, id),
    foreign key (fund, raised_by) references person.person (fund, id),
    constraint shares_are_the_bill check (worker_fen + employer_fen + union_fen + donor_fen = total_fen),
    constraint never_more_than_the_bill check (received_fen <= total_fen),
    constraint paid_when_in_full check ((received_fen = total_fen) = (paid_on is not null)),
    constraint covered_when_paid check (paid_on is null or covered_on <= paid_on)
);
create index bill_of_territory on contribution.bill (fund, unit_path, id);
create index bill_open on contribution.bill (fund, (total_fen - received_fen)) where state <> 'PAID';

-- A file of the bank, taken whole or not at all.
create table contribution.statement (
    fund        int not null,
    id          bigint generated always as identity,
    name        text not null check (length(name) between 1 and 200),
    format      text not null check (format in ('CSV', 'CAMT_053', 'CAMT_054')),
    hash        bytea not null check (octet_length(hash) = 32),
    lines       int not null check (lines between 1 and 50000),
    uploaded_by bigint not null,
    uploaded_at timestamptz not null,
    primary key (fund, id),
    foreign key (fund, uploaded_by) references person.person (fund, id)
);

-- Money that came in, once for each serial number of the bank; banks start their serials anew each year. unit_path is the
-- province until a bill is known. applied_fen went to bills, the rest stands among unidentified receipts.
create table contribution.credit (
    fund        int not null,
    id          bigint generated always as identity,
    serial_year int not null,
    bank_serial text collate "C" not null check (length(bank_serial) between 1 and 64),
    amount_fen  bigint not null check (amount_fen > 0),
    applied_fen bigint not null default 0,
    payer       text not null check (length(payer) <= 140),
    remark      text not null check (length(remark) <= 300),
    value_date  date not null,
    unit_path   text collate "C" not null,
    returned_on date,
    created_at  timestamptz not null,
    primary key (fund, id),
    constraint same_serial_once unique (fund, serial_year, bank_serial),
    check (serial_year = extract(year from value_date)),
    constraint never_more_than_the_credit check (applied_fen between 0 and amount_fen)
);
create index credit_of_territory on contribution.credit (fund, unit_path, id);
create index credit_unidentified on contribution.credit (fund, id) where applied_fen < amount_fen and returned_on is null;

-- Money of a credit that pays a bill. Taken back, with the day, when the bank returns the credit; never deleted.
create table contribution.allocation (
    fund        int not null,
    id          bigint generated always as identity,
    credit      bigint not null,
    bill        bigint not null,
    amount_fen  bigint not null check (amount_fen > 0),
    made_by     bigint,
    made_at     timestamptz not null,
    returned_on date,
    primary key (fund, id),
    foreign key (fund, credit) references contribution.credit (fund, id),
    foreign key (fund, bill) references contribution.bill (fund, id),
    foreign key (fund, made_by) references person.person (fund, id)
);
create index allocation_of_bill on contribution.allocation (fund, bill, id);
create index allocation_of_credit on contribution.allocation (fund, credit, id);

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

-- Receipts are numbered without gaps, by fund and year; one in force for a bill.
create table contribution.receipt_number (
    fund int not null,
    year int not null,
    last int not null check (last >= 1),
    primary key (fund, year)
);
create table contribution.receipt (
    fund      int not null,
    id        bigint generated always as identity,
    number    text not null check (number ~ '^\d{4}-\d{6,}$'),
    bill      bigint not null,
    issued_at timestamptz not null,
    voided_on date,
    primary key (fund, id),
    unique (fund, number),
    foreign key (fund, bill) references contribution.bill (fund, id)
);
create unique index receipt_in_force on contribution.receipt (fund, bill) where voided_on is null;

create function contribution.refuse_delete() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are never deleted', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger credit_is_kept before delete on contribution.credit
    for each row execute function contribution.refuse_delete();
create trigger allocation_is_kept before delete on contribution.allocation
    for each row execute function contribution.refuse_delete();
create trigger receipt_is_kept before delete on contribution.receipt
    for each row execute function contribution.refuse_delete();
