-- A receipt is over what one payer transferred, part 0 over the whole bill as until now.
alter table contribution.receipt add column part int not null default 0 check (part between 0 and 99);
drop index contribution.receipt_once_a_turn;
create unique index receipt_once_a_turn on contribution.receipt (fund, bill, part, turn, (amount_fen > 0));
create index receipt_of_bill on contribution.receipt (fund, bill, id);

-- What of a programme's budget its giver has transferred.
alter table contribution.programme add column funded_fen bigint not null default 0;
alter table contribution.programme add constraint never_more_funded_than_the_budget
    check (funded_fen between 0 and budget_fen);

-- Money of a credit that pays no bill: it funds a programme, or pays back a benefit. Ended, never deleted, like an allocation.
create table contribution.assignment (
    fund       int not null,
    id         bigint generated always as identity,
    credit     bigint not null,
    programme  bigint,
    recovery   bigint,
    amount_fen bigint not null check (amount_fen > 0),
    made_by    bigint not null,
    made_at    timestamptz not null,
    ended_on   date,
    ended_why  text check (ended_why in ('RETURNED', 'UNDONE')),
    ended_by   bigint,
    primary key (fund, id),
    foreign key (fund, credit) references contribution.credit (fund, id),
    foreign key (fund, programme) references contribution.programme (fund, id),
    foreign key (fund, recovery) references recovery.recovery (fund, id),
    foreign key (fund, made_by) references person.person (fund, id),
    foreign key (fund, ended_by) references person.person (fund, id),
    check ((programme is null) <> (recovery is null)),
    check ((ended_on is null) = (ended_why is null))
);
create index assignment_of_credit on contribution.assignment (fund, credit, id);
create index assignment_of_programme on contribution.assignment (fund, programme, id) where programme is not null;
create index assignment_of_recovery on contribution.assignment (fund, recovery, id) where recovery is not null;
create trigger assignment_is_kept before delete on contribution.assignment
    for each row execute function contribution.refuse_delete();

-- A refund that came back is proposed once more, to another account, by one person and agreed by another; the bank may still
-- say meanwhile that it has paid the first.
alter table contribution.refund drop constraint refund_check1;
alter table contribution.refund add constraint refund_agreed_before_it_is_paid
    check (state in ('RETURNED', 'PAID') or (agreed_by is null) = (state in ('PROPOSED', 'DROPPED')));
