-- Read by the rooms that cause postings, to check that the books say what they say. A row a journal but reversals.
create view ledger.v_posted as
    select j.fund, j.id as journal, j.template, j.cause, j.value_date,
           (select coalesce(sum(l.amount_fen), 0)::bigint from ledger.line l
            where l.fund = j.fund and l.journal = j.id and l.amount_fen > 0) as amount_fen,
           exists (select from ledger.journal r where r.fund = j.fund and r.reverses = j.id) as reversed
    from ledger.journal j
    where j.template <> 'REVERSAL';
