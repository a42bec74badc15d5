-- The page of work in hand asks for the decisions of the last ninety days, not of all years.
create index step_decided on claim.step (fund, at) where deciding;
