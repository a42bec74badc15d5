-- What is paid again is what came back or was not paid, or less where part of it was kept; for the same, to the same person.
create function payment.guard_replacement() returns trigger language plpgsql as $$
begin
    if new.replaces is not null and not exists (select from payment.instruction
            where fund = new.fund and id = new.replaces and cause = new.cause and person = new.person
              and purpose = new.purpose and attempt = new.attempt - 1 and amount_fen >= new.amount_fen) then
        raise exception 'an instruction does not replace % for more or for another', new.replaces
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger guard_replacement before insert on payment.instruction
    for each row when (new.replaces is not null) execute function payment.guard_replacement();
