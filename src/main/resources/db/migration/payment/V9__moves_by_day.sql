-- The page of payments asks for the last day on which the bank moved money, and for what moved on a day.
create index instruction_event_moved on payment.instruction_event (fund, value_date) where state in ('PAID', 'RETURNED');
