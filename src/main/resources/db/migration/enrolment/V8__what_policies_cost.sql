-- Read by reporting beside v_participation: what a plan costs the people of a submission together, once one of its covers has
-- begun, on the first day that one did.
create view enrolment.v_policy_fee as
    select p.fund, s.unit, s.unit_path, p.plan, begun.began, p.per_policy_fen as fee_fen
    from enrolment.policy p
    join enrolment.submission s on s.fund = p.fund and s.id = p.submission
    cross join lateral (
        select min(lower(c.cover)) as began from enrolment.cover c
        where c.fund = p.fund and c.submission = p.submission and c.plan = p.plan and c.state = 'ACTIVE') begun
    where p.per_policy_fen > 0 and begun.began is not null;
