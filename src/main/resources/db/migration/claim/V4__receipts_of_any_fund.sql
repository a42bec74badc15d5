-- A receipt's blind index, the same in every fund of this installation: that another fund has it can be told without its
-- number. Rows from before get theirs by night.
alter table claim.receipt_used add column mark bytea check (octet_length(mark) = 32);
create index receipt_used_mark on claim.receipt_used (mark);
create index receipt_used_unmarked on claim.receipt_used (fund, case_id) where mark is null;

alter table claim.sign add column other_fund int check (other_fund between 11 and 99 and other_fund <> fund);
alter table claim.sign drop constraint sign_kind_check;
alter table claim.sign add constraint sign_kind_check check (kind in ('SAME_RECEIPT', 'SAME_RECEIPT_ELSEWHERE', 'SAME_STAY',
    'OVERLAPPING_STAY', 'SAME_PICTURE', 'SHARED_ACCOUNT', 'SHARED_PHONE', 'SHARED_DEVICE', 'TEXT_DIFFERS'));
alter table claim.sign add constraint sign_of_another_fund check ((kind = 'SAME_RECEIPT_ELSEWHERE') = (other_fund is not null));
create index case_paper_paper on claim.case_paper (fund, paper);
