-- Stays whose member nobody knows yet, the oldest first, without a look at those that were matched.
create index discharge_waiting on hospital.discharge (fund, id) where state = 'UNMATCHED';
