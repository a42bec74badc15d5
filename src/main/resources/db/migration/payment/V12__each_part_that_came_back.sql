-- A sum that is not the payment's is listed line by line: our copy of the bank's book takes each line once, so a second part of
-- the same sum that comes back is another question, not the first one repeated.
drop index payment.discrepancy_once;
create unique index discrepancy_once on payment.discrepancy (fund, instruction, kind, claimed)
    where instruction is not null and kind not in ('NAME', 'AMOUNT');
