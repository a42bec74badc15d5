-- What a plan costs the people of a submission together, beside their covers, and how its fee is shared where the plan says
-- so and the unit had agreed on nothing. share_bp is by payer in their order: worker, employer, unions of county, city and
-- province, donor. average_age_tenths is that of the people on the effective day, where the fee goes by it.
create table enrolment.policy (
    fund               int not null,
    submission         bigint not null,
    plan               text collate "C" not null,
    per_policy_fen     bigint not null check (per_policy_fen >= 0),
    share_bp           int[] check (cardinality(share_bp) = 6 and 0 <= all (share_bp)),
    average_age_tenths int check (average_age_tenths between 0 and 1500),
    primary key (fund, submission, plan),
    foreign key (fund, submission) references enrolment.submission (fund, id),
    check (share_bp[1] + share_bp[2] + share_bp[3] + share_bp[4] + share_bp[5] + share_bp[6] = 10000)
);
