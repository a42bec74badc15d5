-- The newest event of the payment and the newest line of the bank's book about it when a settlement was proposed. Whatever comes
-- afterwards may say otherwise: then it is proposed anew. A proposal of before this column is too.
alter table payment.discrepancy add column known_event bigint, add column known_entry bigint;
