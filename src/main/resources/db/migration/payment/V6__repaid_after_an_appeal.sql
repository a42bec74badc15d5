-- What a person had paid back of a benefit and an appeal gave back to them.
alter table payment.instruction drop constraint instruction_purpose_check;
alter table payment.instruction add constraint instruction_purpose_check
    check (purpose in ('BENEFIT', 'FEE_REFUND', 'RECOVERY_REPAID'));
