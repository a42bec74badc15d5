-- What waits, by level and territory: a queue reads its own rows and no others, and work in hand is counted from the index alone.
create index claim_open on claim.claim (fund, level, unit_path, due_on, id, state)
    where state in ('REVIEW', 'REFUSAL_PROPOSED', 'SUPPLEMENT');
drop index claim.claim_queue;
