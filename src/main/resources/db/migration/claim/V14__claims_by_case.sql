-- The claims of a case are read wherever one of them is looked at, and those that are refused or withdrawn belong to them: the unique
-- index knows only the others, and without this one every such look read all claims of the fund.
create index claim_of_case on claim.claim (fund, case_id, id);
