-- What is sealed may be sealed anew under a newer key; all else of the row stays as it was written.
create function payment.only_resealed(before jsonb, after jsonb, sealed text) returns boolean
language sql immutable as $$
    select coalesce(before - sealed = after - sealed
        and left(after ->> sealed, 10) collate "C" > left(before ->> sealed, 10) collate "C", false)
$$;

drop trigger insert_only on payment.answer;
create trigger insert_only before delete on payment.answer
    for each row execute function payment.insert_only();
create trigger resealed_only before update on payment.answer
    for each row when (not payment.only_resealed(to_jsonb(old), to_jsonb(new), 'sealed'))
    execute function payment.insert_only();
drop trigger insert_only on payment.evidence;
create trigger insert_only before delete on payment.evidence
    for each row execute function payment.insert_only();
create trigger resealed_only before update on payment.evidence
    for each row when (not payment.only_resealed(to_jsonb(old), to_jsonb(new), 'sealed'))
    execute function payment.insert_only();

-- The same guard as before, but for a payee sealed anew: its key is newer, and nothing else is another.
drop trigger guard_instruction on payment.instruction;
create trigger guard_instruction before update on payment.instruction for each row
    when ((pg_trigger_depth() = 0
            and (substring(new.payee from 1 for 4) <= substring(old.payee from 1 for 4) or new.state <> old.state))
        or (pg_trigger_depth() > 0 and new.payee <> old.payee)
        or (new.fund, new.id, new.cause, new.attempt, new.purpose, new.replaces, new.person, new.unit_path, new.plan,
            new.reference, new.payee_index, new.payee_bank, new.payable_from, new.amount_fen, new.end_to_end, new.created_at)
        is distinct from
           (old.fund, old.id, old.cause, old.attempt, old.purpose, old.replaces, old.person, old.unit_path, old.plan,
            old.reference, old.payee_index, old.payee_bank, old.payable_from, old.amount_fen, old.end_to_end, old.created_at))
    execute function payment.guard_instruction();
