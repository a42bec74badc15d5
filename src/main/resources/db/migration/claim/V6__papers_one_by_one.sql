-- Of several papers that were asked for, those that have come: the clock stands until all are there, or the member says why not.
alter table claim.stop add column given text[] not null default '{}';
