-- The parts of a bill come in one statement and are held to it at its end, once for all of them: each bill was added up for itself
-- and for every one of its parts. At the commit a new bill is only asked whether it has parts; what is changed later is held there whole.
create function contribution.parts_of_bills() returns trigger language plpgsql set enable_seqscan = off as $$
begin
    perform contribution.require_parts(f.fund, f.bill) from (select distinct fund, bill from fresh) f;
    return null;
end $$;
create trigger parts_are_the_bills after insert on contribution.bill_part
    referencing new table as fresh for each statement execute function contribution.parts_of_bills();

drop trigger parts_are_the_bill on contribution.bill_part;
create constraint trigger parts_are_the_bill after update on contribution.bill_part
    deferrable initially deferred for each row execute function contribution.part_of_bill();

create function contribution.new_bill_has_parts() returns trigger language plpgsql as $$
begin
    if not exists (select from contribution.bill_part where fund = new.fund and bill = new.id) then
        raise exception 'the parts of bill % of fund % are not the bill', new.id, new.fund
            using errcode = 'integrity_constraint_violation', constraint = 'parts_are_the_bill';
    end if;
    return null;
end $$;
drop trigger parts_are_the_bill on contribution.bill;
create constraint trigger parts_are_the_bill after update of total_fen, received_fen, subsidised_fen on contribution.bill
    deferrable initially deferred for each row execute function contribution.bill_has_parts();
create constraint trigger bill_has_parts after insert on contribution.bill
    deferrable initially deferred for each row when (new.total_fen > 0 or new.subsidised_fen > 0)
    execute function contribution.new_bill_has_parts();
