-- When the instance that works on a running replay last said so, by the database's clock, which all instances share.
alter table catalogue.replay add column alive_at timestamptz not null default clock_timestamp();
