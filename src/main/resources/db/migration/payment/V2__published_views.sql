-- Read by reporting. A row a benefit that the bank has paid and not returned, on its value date.
create view payment.v_paid as
    select i.fund, i.id as instruction, i.cause, i.person, i.unit_path, i.plan, i.amount_fen, e.value_date as paid_on
    from payment.instruction i
    join lateral (
        select coalesce(value_date, (at at time zone 'Asia/Shanghai')::date) as value_date
        from payment.instruction_event
        where fund = i.fund and instruction = i.id and state = 'PAID'
        order by id desc limit 1) e on true
    where i.state = 'PAID' and i.purpose = 'BENEFIT';
