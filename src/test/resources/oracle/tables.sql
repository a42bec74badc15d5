drop table if exists pg_temp.rule, pg_temp.event;

-- One rule of a plan; fen, basis points.
create temp table rule (
    plan int, n int, kind text, per text, fen numeric, per_unit boolean,
    tops numeric[], rates int[], sums numeric[],
    primary key (plan, n)
);

-- The k-th event of a history, its bills summed, in fen.
create temp table event (
    history int, k int, plan int, units int, term int, died boolean, base text, may_exceed boolean,
    total numeric, in_scope numeric, out_of_scope numeric,
    primary key (history, k)
);
