-- The list of demands shows what is to be worked on first, then all else, each the newest first.
create index recovery_by_turn on recovery.recovery (fund, (state in ('PROPOSED', 'OPEN')), id);
