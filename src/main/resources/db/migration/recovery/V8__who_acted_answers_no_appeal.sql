-- Who noted what came back, took a note off, or proposed or agreed to give the demand up has acted on it, no less than who
-- proposed or confirmed it: none of them answers an appeal against it.
create function recovery.has_acted(of_fund int, demand bigint, somebody bigint) returns boolean language sql stable as $$
    select exists (select from recovery.recovery r
                   where r.fund = of_fund and r.id = demand and somebody in (r.proposed_by, r.confirmed_by))
        or exists (select from recovery.entry e
                   where e.fund = of_fund and e.recovery = demand and e.by_person = somebody)
        or exists (select from recovery.write_off w
                   where w.fund = of_fund and w.recovery = demand and somebody in (w.proposed_by, w.confirmed_by))
$$;

create or replace function recovery.guard_appeal() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.decided_by is not null then
        raise exception 'an appeal is decided once' using errcode = 'check_violation';
    end if;
    if recovery.has_acted(new.fund, new.recovery, new.decided_by)
       or exists (select from recovery.recovery where fund = new.fund and id = new.recovery and new.decided_by = person) then
        raise exception 'who acted on recovery % does not decide its appeal', new.recovery using errcode = 'check_violation';
    end if;
    return new;
end $$;
