-- By a code to which phone the owner of an account may set another password: a keyed index of the phone that was the person's
-- when the account was opened, or when an administrator last reset it. A roster may bring another phone since; it opens nothing.
alter table access.account add column phone_index bytea check (octet_length(phone_index) = 32);
