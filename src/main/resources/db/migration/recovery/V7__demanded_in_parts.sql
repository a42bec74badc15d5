-- A benefit is demanded back in parts, one after the other: never more in all than the person got of it. What was settled may
-- be owed again beside a later demand, where a repayment is taken back.
drop index recovery.recovery_live;
create unique index recovery_proposed on recovery.recovery (fund, cause) where state = 'PROPOSED';
create index recovery_by_cause on recovery.recovery (fund, cause);

-- What the demands for a benefit come to, less what appeals took off.
create function recovery.demanded(of_fund int, of_cause text) returns bigint language sql stable as $$
    select coalesce(sum(r.amount_fen - coalesce((select sum(e.amount_fen) from recovery.entry e
        where e.fund = r.fund and e.recovery = r.id and e.kind = 'REDUCED'), 0)), 0)::bigint
    from recovery.recovery r where r.fund = of_fund and r.cause = of_cause and r.state <> 'WITHDRAWN'
$$;

-- After the row is in, so that whoever proposes at the same moment has waited at the unique index.
create function recovery.guard_demanded() returns trigger language plpgsql as $$
begin
    if exists (select from recovery.recovery r where r.fund = new.fund and r.cause = new.cause and r.id <> new.id
               and r.state in ('PROPOSED', 'OPEN')) then
        raise exception '% is being recovered', new.cause using errcode = 'check_violation';
    end if;
    if recovery.demanded(new.fund, new.cause) > new.paid_fen then
        raise exception 'of % no more than % fen were paid', new.cause, new.paid_fen using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger guard_demanded after insert on recovery.recovery for each row execute function recovery.guard_demanded();
