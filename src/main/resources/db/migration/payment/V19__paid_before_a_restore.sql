-- The bank's book may show as paid what our books, restored from a backup, hold as approved: it left after the backup. It leaves no
-- second time, and two people book it as paid.
insert into payment.instruction_move values ('APPROVED', 'PAID');
alter table payment.instruction_event add constraint approved_is_paid_by_people
    check (from_state <> 'APPROVED' or state <> 'PAID' or person is not null);

create function payment.guard_debited() returns trigger language plpgsql as $$
begin
    if exists (select from payment.batch_item t
            join payment.instruction i on i.fund = t.fund and i.id = t.instruction
            join payment.bank_entry b on b.fund = t.fund and b.instruction = t.instruction and b.kind = 'DEBIT'
                and b.amount_fen = i.amount_fen
            where t.fund = new.fund and t.batch = new.id) then
        raise exception 'batch % holds a payment that stands in the bank''s book as paid', new.id
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger guard_debited before update on payment.batch for each row
    when (new.released_by is distinct from old.released_by)
    execute function payment.guard_debited();
