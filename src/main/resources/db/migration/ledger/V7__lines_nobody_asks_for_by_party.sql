-- Nothing asks for lines by party, and what is left of a budget is read by its account: each line was entered twice more for nobody.
drop index ledger.line_by_party;
drop index ledger.line_by_budget;
