-- Earlier a line under whose number a repayment had been noted by hand was taken for that repayment whatever its sum, and nobody was asked:
-- money that came stands in no book, or more was noted than came. By the note that stood when its statement was read such a line differs.
with swallowed as (
    select l.fund, l.statement, l.no, n.recovery, n.amount_fen
    from contribution.statement_line l
    join contribution.statement s on s.fund = l.fund and s.id = l.statement
    cross join lateral (
        select e.recovery, e.amount_fen from recovery.entry e
        where e.fund = l.fund and e.kind = 'RECEIVED' and e.at <= s.uploaded_at and abs(e.day - l.value_date) <= 180
            and e.cause >= 'bank:' || l.bank_serial and e.cause < 'bank:' || l.bank_serial || '$'
            and not exists (select from recovery.entry b where b.fund = e.fund and b.recovery = e.recovery
                and b.kind = 'TAKEN_BACK' and b.cause = 'repayment:' || e.id and b.at <= s.uploaded_at)
        order by abs(e.day - l.value_date), e.id limit 1) n
    where l.outcome = 'DUPLICATE' and l.credit is null and l.finding is null and l.recovery is null and n.amount_fen <> l.amount_fen
        and not exists (select from contribution.credit_return r where r.fund = l.fund and r.bank_serial = l.bank_serial
            and r.serial_year = extract(year from l.value_date)))
update contribution.statement_line l set outcome = 'DIFFERS', recovery = w.recovery, noted_fen = w.amount_fen
from swallowed w where l.fund = w.fund and l.statement = w.statement and l.no = w.no;

-- They are listed, the last told of each first.
create index statement_line_noted on contribution.statement_line (fund, statement desc, no desc) where recovery is not null;
create index statement_line_noted_again on contribution.statement_line (fund, bank_serial, value_date) where recovery is not null;
