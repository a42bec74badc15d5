-- What no number of the day holds back is before everything else that waits: a code first, then what becomes of an heir.
alter table notice.sms add column always_leaves boolean not null default false;
update notice.sms set always_leaves = true
where done_at is null and (template = 'ACCOUNT_CODE' or template like 'HEIR\_%');
create index sms_always_leaves on notice.sms (fund, due_at, id) where state = 'WAITING' and always_leaves;
drop index notice.sms_with_code;
