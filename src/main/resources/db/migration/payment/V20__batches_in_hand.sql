-- The oldest batch that still needs somebody or something is looked for whenever finance opens its desk.
create index batch_in_hand on payment.batch (fund, id) where state not in ('SETTLED', 'DISCARDED');
