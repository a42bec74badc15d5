-- An instruction is approved by the statement that writes it, with the event of its birth: written as a draft and moved at once,
-- each was written twice, with all its keys. Its first event names the state it has; every later one moves it, as before.
create or replace function payment.apply_instruction_event() returns trigger language plpgsql set enable_seqscan = off as $$
declare
    wrong record;
    given bigint;
    moved bigint;
begin
    select e.instruction, e.from_state, e.state into wrong from written e
        where not exists (select from payment.instruction_move m
                          where m.from_state = e.from_state and m.to_state = e.state) limit 1;
    if found then
        raise exception 'instruction % cannot go from % to %', wrong.instruction, wrong.from_state, wrong.state
            using errcode = 'check_violation';
    end if;
    -- The offset has each looked for by its keys.
    select count(*) into given from written e where not (e.from_state = 'DRAFTED'
        and exists (select from payment.instruction i
            where i.fund = e.fund and i.id = e.instruction and i.state = e.state offset 0)
        and not exists (select from payment.instruction_event o
            where o.fund = e.fund and o.instruction = e.instruction and o.id <> e.id offset 0));
    if given = 0 then
        return null;
    end if;
    update payment.instruction i set state = e.state from written e
        where i.fund = e.fund and i.id = e.instruction and i.state = e.from_state;
    get diagnostics moved = row_count;
    if moved <> given then
        raise exception 'an instruction is not in the state its event says, or moves twice at once'
            using errcode = 'check_violation';
    end if;
    return null;
end $$;

create function payment.instructions_are_born() returns trigger language plpgsql set enable_seqscan = off as $$
declare
    wrong bigint;
begin
    select f.id into wrong from fresh f
        where f.state <> 'DRAFTED' and not exists (select from payment.instruction_event e
            where e.fund = f.fund and e.instruction = f.id and e.from_state = 'DRAFTED' and e.state = f.state offset 0) limit 1;
    if found then
        raise exception 'instruction % is in a state that no event brought it to', wrong using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger instructions_are_born after insert on payment.instruction
    referencing new table as fresh for each statement execute function payment.instructions_are_born();

-- Most replace nothing, and need no place among those that do.
alter table payment.instruction drop constraint instruction_fund_replaces_key;
create unique index instruction_replaced_once on payment.instruction (fund, replaces) where replaces is not null;
