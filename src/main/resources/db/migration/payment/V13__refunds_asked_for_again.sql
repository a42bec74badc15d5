-- The person of a refund is who asked for it, and another one may ask for it again: neither releases what they asked for.
create or replace function payment.guard_replacement() returns trigger language plpgsql as $$
begin
    if new.replaces is not null and not exists (select from payment.instruction
            where fund = new.fund and id = new.replaces and cause = new.cause
              and (person = new.person or purpose = 'FEE_REFUND')
              and purpose = new.purpose and attempt = new.attempt - 1 and amount_fen >= new.amount_fen) then
        raise exception 'an instruction does not replace % for more or for another', new.replaces
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
