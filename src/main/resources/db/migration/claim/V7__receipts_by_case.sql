-- What a case holds is looked for at every filing; without this all receipts of the fund were read.
create index receipt_used_case on claim.receipt_used (fund, case_id);
