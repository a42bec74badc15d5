-- A line under whose number somebody noted a benefit paid back names the debt and the sum noted: it was taken in before only where
-- that is its own sum.
alter table contribution.statement_line add column recovery bigint;
alter table contribution.statement_line add column noted_fen bigint;
alter table contribution.statement_line add foreign key (fund, recovery) references recovery.recovery (fund, id);
alter table contribution.statement_line add constraint noted_with_its_sum check (
    (recovery is null) = (noted_fen is null) and (outcome <> 'DUPLICATE' or noted_fen is null or noted_fen = amount_fen));
