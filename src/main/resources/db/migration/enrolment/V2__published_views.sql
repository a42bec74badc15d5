-- Read by reporting. A row a cover whose fee has come in; began is the first day of its term.
create view enrolment.v_participation as
    select c.fund, c.id as cover, c.person, c.unit, c.unit_path, u.kind as unit_kind, c.plan, lower(c.cover) as began,
           c.fee_fen
    from enrolment.cover c join organisation.unit u on u.fund = c.fund and u.id = c.unit
    where c.state = 'ACTIVE';
create index cover_begun on enrolment.cover (fund, lower(cover)) where state = 'ACTIVE';
