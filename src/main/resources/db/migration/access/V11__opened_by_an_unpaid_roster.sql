-- Accounts that a phone opened before it counted whether anybody had paid for the roster that brought it. Which those are the room of
-- the covers knows: it is asked where a roster brings another phone, and whoever it has paid for keeps the account. Whoever has
-- another role beside was seen by an administrator.
update access.account a set alone = true
where kind = 'person' and created_by = 0 and not demonstration and not alone and phone_index is not null
  and (select array_agg(r.role) from access.account_role r where r.fund = a.fund and r.account = a.id) = '{MEMBER}';
