-- A credit of the whole of a payment that names it, and does not say that it came back, was passed over: the payment stayed paid. Those
-- that stand in our copy of the bank's book are asked about.
insert into payment.discrepancy (fund, at, kind, instruction, answer, claimed)
select b.fund, a.received_at, 'CONTRADICTION', b.instruction, b.answer, 'CREDITED:' || b.bank_ref
from payment.bank_entry b
join payment.answer a on a.fund = b.fund and a.id = b.answer
join payment.instruction i on i.fund = b.fund and i.id = b.instruction and i.amount_fen = b.amount_fen
where b.kind = 'CREDIT' and i.state in ('SENT', 'UNKNOWN', 'PAID')
on conflict do nothing;
