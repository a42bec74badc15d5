-- Read by the room that keeps the budgets, to check that the books have as much left of each as it has itself.
create view ledger.v_budget as
    select fund, budget, -sum(amount_fen)::bigint as left_fen
    from ledger.line where account = '2401' and budget <> ''
    group by fund, budget;
