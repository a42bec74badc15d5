-- Opened with a phone that somebody typed who joined alone: no roster and no administrator has said whose it is. The logins are
-- those of joining alone; whoever an administrator has reset since cannot be told apart, and is told the same if it comes to that.
alter table access.account add column alone boolean not null default false;
update access.account set alone = true
where kind = 'person' and created_by = 0 and not demonstration and login = 'r' || lpad(person::text, 8, '0');
create index account_alone on access.account (fund, person) where alone;
