-- A stay that its sender told otherwise afterwards; another accident of the member that may be this one with another day.
alter table claim.sign drop constraint sign_kind_check;
alter table claim.sign add constraint sign_kind_check check (kind in ('SAME_RECEIPT', 'SAME_RECEIPT_ELSEWHERE', 'SAME_STAY',
    'OVERLAPPING_STAY', 'SAME_PICTURE', 'SHARED_ACCOUNT', 'SHARED_PHONE', 'SHARED_DEVICE', 'TEXT_DIFFERS', 'REPORT_DIFFERS',
    'OTHER_ACCIDENT'));
