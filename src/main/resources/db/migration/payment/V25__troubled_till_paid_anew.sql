-- What came back or is not known and was paid anew is no trouble any more, however much of it there is: the page of payments counts
-- and lists the rest by their index. The guard of the row lets a trigger write what it does not name.
alter table payment.instruction add column replaced boolean not null default false;
alter table payment.instruction disable trigger guard_instruction;
update payment.instruction o set replaced = true
    where exists (select from payment.instruction r where r.fund = o.fund and r.replaces = o.id);
alter table payment.instruction enable trigger guard_instruction;

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
