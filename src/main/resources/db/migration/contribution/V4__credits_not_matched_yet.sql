-- The menu counts them on each page of finance; all credits of a province were read for that.
create index credit_to_match on contribution.credit (fund, unit_path)
    where applied_fen + refund_fen < amount_fen and returned_on is null;
