-- The page of payments goes on, oldest first, in those that came back or are not known, whichever of the three they are.
create index instruction_in_trouble on payment.instruction (fund, id) where state in ('UNKNOWN', 'REJECTED', 'RETURNED');
