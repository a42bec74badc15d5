-- Which line of the bank's book says another sum than the payment's, or names a payment that we never gave: another line that says the
-- same is another question. What contradicts has its line in the claim. Listed before this column, a line that is told again is listed again.
alter table payment.discrepancy add column bank_ref text collate "C";
