-- Accounts that wait for a second person, the oldest first, without a look at those that were confirmed.
create index account_change_waiting on person.account_change (fund, id) where state = 'ASKED';
