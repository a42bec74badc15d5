-- The code that a short message brings, sealed while it waits and gone as it leaves. After code_until it does not leave at all.
alter table notice.sms add column code_sealed bytea;
alter table notice.sms add column code_until timestamptz;
alter table notice.sms add constraint code_held_while_it_waits
    check (code_sealed is null or state = 'WAITING' and code_until is not null);
-- Whoever waits for a code is before everything else that waits.
create index sms_with_code on notice.sms (fund, due_at, id) where state = 'WAITING' and code_sealed is not null;
