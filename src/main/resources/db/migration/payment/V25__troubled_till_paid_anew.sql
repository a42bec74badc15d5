-- What came back or is not known and was paid anew is no trouble any more, however much of it there is: the page of payments counts
-- and lists the rest by their index.
alter table payment.instruction add column replaced boolean not null default false;
drop trigger guard_instruction on payment.instruction;
update payment.instruction o set replaced = true
    where exists (select from payment.instruction r where r.fund = o.fund and r.replaces = o.id);

-- The same guard as before; whether it was replaced only a trigger writes, and once.
create trigger guard_instruction before update on payment.instruction for each row
    when ((pg_trigger_depth() = 0
            and (substring(new.payee from 1 for 4) <= substring(old.payee from 1 for 4) or new.state <> old.state))
        or (pg_trigger_depth() > 0 and new.payee <> old.payee)
        or (new.replaced <> old.replaced and (pg_trigger_depth() = 0 or old.replaced))
        or (new.fund, new.id, new.cause, new.attempt, new.purpose, new.replaces, new.person, new.unit_path, new.plan,
            new.reference, new.payee_index, new.payee_bank, new.payable_from, new.amount_fen, new.end_to_end, new.created_at)
        is distinct from
           (old.fund, old.id, old.cause, old.attempt, old.purpose, old.replaces, old.person, old.unit_path, old.plan,
            old.reference, old.payee_index, old.payee_bank, old.payable_from, old.amount_fen, old.end_to_end, old.created_at))
    execute function payment.guard_instruction();

create function payment.mark_replaced() returns trigger language plpgsql as $$
begin
    update payment.instruction set replaced = true where fund = new.fund and id = new.replaces;
    return null;
end $$;
create trigger mark_replaced after insert on payment.instruction
    for each row when (new.replaces is not null) execute function payment.mark_replaced();

drop index payment.instruction_in_trouble;
create index instruction_in_trouble on payment.instruction (fund, id)
    where state in ('UNKNOWN', 'REJECTED', 'RETURNED') and not replaced;
