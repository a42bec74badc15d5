-- Events move their instructions by the statement that writes them, not row by row: a batch of 17,400 moves at once. The
-- writer names the state it found; the move is refused unless every instruction stands there still, and moves once.
drop trigger apply_instruction_event on payment.instruction_event;

create or replace function payment.apply_instruction_event() returns trigger language plpgsql as $$
declare
    wrong record;
    moved bigint;
begin
    select e.instruction, e.from_state, e.state into wrong from written e
        where not exists (select from payment.instruction_move m
                          where m.from_state = e.from_state and m.to_state = e.state) limit 1;
    if found then
        raise exception 'instruction % cannot go from % to %', wrong.instruction, wrong.from_state, wrong.state
            using errcode = 'check_violation';
    end if;
    update payment.instruction i set state = e.state from written e
        where i.fund = e.fund and i.id = e.instruction and i.state = e.from_state;
    get diagnostics moved = row_count;
    if moved <> (select count(*) from written) then
        raise exception 'an instruction is not in the state its event says, or moves twice at once'
            using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger apply_instruction_event after insert on payment.instruction_event
    referencing new table as written for each statement execute function payment.apply_instruction_event();

-- The same guard as before, asked as a condition: only what is refused costs a call. A column that is added is added here.
drop trigger guard_instruction on payment.instruction;
create or replace function payment.guard_instruction() returns trigger language plpgsql as $$
begin
    raise exception 'an instruction changes only by its events' using errcode = 'check_violation';
end $$;
create trigger guard_instruction before update on payment.instruction for each row
    when (pg_trigger_depth() = 0
        or (new.fund, new.id, new.cause, new.attempt, new.purpose, new.replaces, new.person, new.unit_path, new.plan,
            new.reference, new.payee, new.payee_index, new.payee_bank, new.payable_from, new.amount_fen, new.end_to_end,
            new.created_at)
        is distinct from
           (old.fund, old.id, old.cause, old.attempt, old.purpose, old.replaces, old.person, old.unit_path, old.plan,
            old.reference, old.payee, old.payee_index, old.payee_bank, old.payable_from, old.amount_fen, old.end_to_end,
            old.created_at))
    execute function payment.guard_instruction();
create trigger keep_instruction before delete on payment.instruction
    for each row execute function payment.guard_instruction();
