-- What was found of a credit that says it came back, and the payment of ours whose number it bears.
alter table contribution.statement_line add column finding text check (finding in (
    'BOOKED', 'KNOWN', 'NO_NUMBER', 'SEVERAL_NUMBERS', 'NUMBER_UNKNOWN', 'REFERENCE_USED', 'AMOUNT', 'ACCOUNT', 'RETURNED_BEFORE',
    'STATE', 'DISPUTED', 'PAID_TWICE', 'TWICE'));
alter table contribution.statement_line add column payment bigint;
alter table contribution.statement_line add foreign key (fund, payment) references payment.instruction (fund, id);
alter table contribution.statement_line drop constraint statement_line_outcome_check;
alter table contribution.statement_line add constraint statement_line_outcome_check check (outcome in
    ('EXACT', 'SHORT', 'OVER', 'UNKNOWN', 'DUPLICATE', 'DIFFERS', 'RETURNED', 'RETURN_UNKNOWN', 'SENT_BACK', 'CAME_BACK',
     'NOT_A_FEE'));
alter table contribution.statement_line add constraint sent_back_names_its_payment check (
    (outcome = 'SENT_BACK') = (finding is not distinct from 'BOOKED') and (outcome <> 'SENT_BACK' or payment is not null));
