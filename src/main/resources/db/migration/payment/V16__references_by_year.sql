-- Banks begin their references anew each year; the day of a line tells two that bear one apart.
alter table payment.bank_entry drop constraint bank_entry_fund_bank_ref_key;
create unique index bank_entry_once on payment.bank_entry (fund, bank_ref, extract(year from value_date));
