-- The day of an event is read from its sealed facts, where a reviewer may correct it; beside them it went stale, unsealed.
alter table claim.event_case drop column event_day;
alter table claim.event_case add check (submitted_at is null or number is not null);
