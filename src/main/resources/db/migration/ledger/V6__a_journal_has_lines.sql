-- At the commit a journal is only asked whether it has lines: those that came were held to its balance by their own statement.
create or replace function ledger.journal_balances() returns trigger language plpgsql as $$
begin
    if not exists (select from ledger.line where fund = new.fund and journal = new.id) then
        raise exception 'journal % of fund % does not balance: no lines', new.id, new.fund
            using errcode = 'integrity_constraint_violation', constraint = 'journal_balances';
    end if;
    return null;
end $$;
drop function ledger.require_balance;

-- Most journals reverse nothing, and need no place among those that do.
alter table ledger.journal drop constraint journal_fund_reverses_key;
create unique index journal_reversed_once on ledger.journal (fund, reverses) where reverses is not null;
