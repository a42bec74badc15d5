-- The page of short messages counts what waits, what is under way and what is done of late, of a table that holds those of years.
create index sms_done on notice.sms (fund, done_at) where done_at is not null;
