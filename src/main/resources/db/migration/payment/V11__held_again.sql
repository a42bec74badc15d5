-- What the bank claims is listed once, however often it repeats it. An account in question is our own word: when it has been
-- settled and the account changes once more, the payment is held once more.
drop index payment.discrepancy_once;
create unique index discrepancy_once on payment.discrepancy (fund, instruction, kind, claimed)
    where instruction is not null and kind <> 'NAME';
create unique index discrepancy_name on payment.discrepancy (fund, instruction, claimed)
    where kind = 'NAME' and settled_by is null;
