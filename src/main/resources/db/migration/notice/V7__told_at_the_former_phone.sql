-- The phone that a short message goes to where it is not the person's of today, sealed, and gone when the message is done.
alter table notice.sms add column phone_sealed bytea;
alter table notice.sms add constraint phone_held_until_it_is_done check (phone_sealed is null or done_at is null);
