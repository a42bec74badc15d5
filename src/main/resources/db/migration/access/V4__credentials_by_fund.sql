-- A program names its fund when it signs in; every unique key contains the fund.
alter table access.credential drop constraint credential_client_id_key;
alter table access.credential add constraint credential_client_id_key unique (fund, client_id);
