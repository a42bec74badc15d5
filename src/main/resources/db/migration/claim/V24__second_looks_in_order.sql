-- A round is read page by page in the order in which its claims were drawn: those by chance, then those with a risk.
create unique index quality_check_in_order on claim.quality_check (fund, round, risk, place);
