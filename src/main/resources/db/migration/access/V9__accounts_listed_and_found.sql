-- Administrators look through accounts, the newest first and without those that members have of their own, and for a name.
create index account_role_beyond_member on access.account_role (fund, account) where role <> 'MEMBER';
create index account_by_name on access.account (fund, name, id);
