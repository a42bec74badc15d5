-- The lines of a journal come in one statement and are held to its balance at its end, all journals of the statement together;
-- line by line each journal was added up as often as it has lines. A journal without lines is still found at the commit.
create function ledger.lines_balance() returns trigger language plpgsql set enable_seqscan = off as $$
declare
    wrong record;
begin
    select f.fund, f.journal, l.lines, l.total into wrong
        from (select distinct fund, journal from fresh) f
        cross join lateral (
            select count(*) as lines, sum(amount_fen) as total
            from ledger.line l where l.fund = f.fund and l.journal = f.journal) l
        left join lateral (
            select j.xid from ledger.journal j where j.fund = f.fund and j.id = f.journal limit 1) j on true
        where l.lines < 2 or l.total <> 0 or j.xid is distinct from pg_current_xact_id() limit 1;
    if found then
        raise exception 'journal % of fund % does not balance: % lines, sum %, or lines added later',
                wrong.journal, wrong.fund, wrong.lines, wrong.total
            using errcode = 'integrity_constraint_violation', constraint = 'journal_balances';
    end if;
    select f.account into wrong from (select distinct account from fresh) f
        where not exists (select from ledger.account a where a.code = f.account) limit 1;
    if found then
        raise exception 'line_account: there is no account %', wrong.account
            using errcode = 'foreign_key_violation', constraint = 'line_account';
    end if;
    return null;
end $$;
-- Neither journals nor accounts are ever changed or taken away, so that it is enough to ask for them here.
alter table ledger.line drop constraint line_fund_journal_fkey, drop constraint line_account_fkey;
drop trigger balances on ledger.line;
drop function ledger.line_balances;
create trigger balances after insert on ledger.line
    referencing new table as fresh for each statement execute function ledger.lines_balance();
