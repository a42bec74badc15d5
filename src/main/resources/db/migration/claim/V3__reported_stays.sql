-- A stay that a hospital or insurer reported: the source of a case whose facts nobody typed or photographed.
create table claim.case_source (
    fund int not null,
    case_id bigint not null,
    report text not null check (length(report) between 3 and 100),
    sender text not null check (length(sender) between 1 and 100),
    received_at timestamptz not null,
    -- Kinds of paper that the report stands for, so that nobody is asked for them.
    stands_for text[] not null,
    -- The standing consent that paying without asking rests on; null where the member opened the claim.
    consent_wording text,
    consent_at timestamptz,
    primary key (fund, case_id),
    unique (fund, report),
    foreign key (fund, case_id) references claim.event_case,
    check ((consent_wording is null) = (consent_at is null))
);

-- A benefit that is paid without asking: told with its amount and day, paid on that day unless the member objects.
create table claim.announcement (
    fund int not null,
    claim bigint not null,
    amount_fen bigint not null check (amount_fen > 0),
    pay_on date not null,
    announced_at timestamptz not null,
    outcome text check (outcome in ('APPROVED', 'PASSED_ON', 'OBJECTED', 'TO_A_PERSON', 'STOPPED')),
    reason text,
    settled_at timestamptz,
    primary key (fund, claim),
    foreign key (fund, claim) references claim.claim,
    check ((outcome is null) = (settled_at is null)),
    check ((reason is not null) = (outcome is not null and outcome = 'TO_A_PERSON'))
);
create index announcement_due on claim.announcement (fund, pay_on, claim) where settled_at is null;

alter table claim.claim drop constraint claim_state_check;
alter table claim.claim add constraint claim_state_check check (state in ('ANNOUNCED', 'REVIEW', 'SUPPLEMENT',
    'REFUSAL_PROPOSED', 'APPROVED', 'RETURNED', 'PAID', 'CLOSED', 'REFUSED', 'WITHDRAWN'));

-- The rules approve at most once, never as a person, and alone only up to what one level may decide (5,000 yuan).
alter table claim.step add constraint step_by_the_rules check (verb <> 'RULES_APPROVED'
    or (person is null and not deciding and level in ('COUNTY', 'CITY', 'PROVINCE')
        and (state = 'REVIEW' or (state = 'APPROVED' and amount_fen <= 500000))));
create unique index step_rules_once on claim.step (fund, claim) where verb = 'RULES_APPROVED';

-- The stays that granted claims pay for. What was paid without asking shuts out every other claim of the same plan whose
-- stay overlaps, and the other way round; two claims that people filed and looked at shut out each other by their receipts.
create table claim.stay_granted (
    fund int not null,
    claim bigint not null,
    case_id bigint not null,
    person bigint not null,
    plan text not null,
    stay daterange not null check (not isempty(stay)),
    -- Empty bounds for a stay paid without asking, the case alone for any other: two of the latter never meet.
    lane int8range not null check (not isempty(lane)),
    primary key (fund, claim),
    foreign key (fund, claim) references claim.claim,
    constraint stay_granted_once exclude using gist
        (fund with =, person with =, plan with =, stay with &&, lane with &&, case_id with <>)
);
insert into claim.stay_granted (fund, claim, case_id, person, plan, stay, lane)
select c.fund, c.id, c.case_id, c.person, c.plan, daterange(e.event_day, e.event_day + 1), int8range(c.case_id, c.case_id, '[]')
from claim.claim c join claim.event_case e on e.fund = c.fund and e.id = c.case_id
where e.kind = 'HOSPITAL' and c.state in ('APPROVED', 'RETURNED', 'PAID', 'CLOSED');
