-- Banks begin their references anew each year: a credit noted by hand counts once in its year, a match counts once.
alter table recovery.entry drop constraint entry_fund_kind_cause_recovery_key;
create unique index entry_once on recovery.entry (fund, kind, cause, recovery) where kind <> 'RECEIVED';
drop index recovery.entry_receipt;
create unique index entry_receipt on recovery.entry
    (fund, cause, (case when cause like 'bank:%' then extract(year from day) else 0 end)) where kind = 'RECEIVED';
