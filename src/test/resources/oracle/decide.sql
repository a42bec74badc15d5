-- Walks every history at once, rule by rule: after rule n of event k, x is the amount, used what each rule has used of its
-- limit, pending what it will have used if the event is paid (-1: whatever is paid in the end). Row n = rules + 1 closes the
-- event: x is what is paid, rounded once.
with recursive
plan_size as (select plan, count(*)::int as rules from rule group by plan),
cost as (
    select e.*, s.rules, in_scope + out_of_scope as borne,
        case base
            when 'in_scope' then in_scope
            when 'out_of_scope' then out_of_scope
            when 'borne' then in_scope + out_of_scope
            when 'total' then total
            else total - out_of_scope
        end as amount
    from event e join plan_size s using (plan)
),
walk (history, k, n, x, closed, used, pending) as (
    select history, k, 0, amount, false, array_fill(0::numeric, array[rules]), array_fill(0::numeric, array[rules])
    from cost
    where k = 1
    union all
    select w.history, next.k, next.n, next.x, next.closed, next.used, next.pending
    from walk w
    join cost e on e.history = w.history and e.k = w.k
    left join cost later on later.history = w.history and later.k = w.k + 1
    left join rule r on r.plan = e.plan and r.n = w.n + 1
    cross join lateral (
        select r.fen * case when r.per_unit then e.units else 1 end as fen,
            w.used[r.n] as before,
            greatest(r.fen * case when r.per_unit then e.units else 1 end - w.used[r.n], 0) as remaining,
            case when r.kind in ('rate', 'rate_by_stay', 'tiers', 'brackets', 'deductible')
                then array_replace(w.pending, -1::numeric, w.x) else w.pending end as settled
    ) a
    cross join lateral (
        select case r.kind
            when 'rate' then w.x * r.rates[1] * 0.0001
            when 'rate_by_stay' then w.x * r.rates[least(a.before::int + 1, cardinality(r.rates))] * 0.0001
            when 'deductible' then w.x - least(w.x, a.remaining)
            when 'cap' then least(w.x, a.remaining)
            when 'floor' then case when w.x > 0 then greatest(w.x, a.fen) else 0 end
            when 'floor_on_death' then case when e.died then greatest(w.x, a.fen) else w.x end
            when 'tiers' then (
                select coalesce(sum(greatest(least(s.start + w.x, t.top) - greatest(s.start, t.bottom), 0) * t.rate), 0) * 0.0001
                from (select case r.per when 'event' then 0 else a.before end as start) s,
                    unnest(array_prepend(0::numeric, r.tops), array_append(r.tops, 'infinity'::numeric), r.rates)
                        as t (bottom, top, rate))
            when 'brackets' then coalesce((
                select case when t.rate > 0 then w.x * t.rate * 0.0001
                    when w.x = 0 then 0
                    else t.pays * case when r.per_unit then e.units else 1 end end
                from unnest(r.tops, r.rates, r.sums) as t (reached, rate, pays)
                where w.x >= t.reached
                order by t.reached desc limit 1), 0)
            else w.x
        end as x
    ) b
    cross join lateral (
        select round(case when e.may_exceed then w.x else least(w.x, e.borne) end) as fen,
            array_replace(w.pending, -1::numeric, case when e.may_exceed then w.x else least(w.x, e.borne) end) as final
    ) paid
    cross join lateral (
        -- an event that is closed stays as it is until its end
        select w.k, w.n + 1, w.x, true, w.used, w.pending
        where w.n < e.rules and (w.closed)
        union all
        select w.k, w.n + 1, 0, true, w.used, w.pending
        where w.n < e.rules and not w.closed and r.kind = 'stays' and a.before >= r.fen
        union all
        select w.k, w.n + 1, b.x, false,
            case
                when r.kind = 'deductible' then w.used[:r.n - 1] || (a.before + round(least(w.x, a.remaining)))::numeric || w.used[r.n + 1:]
                when r.kind = 'tiers' and r.per <> 'event' then w.used[:r.n - 1] || (a.before + round(w.x))::numeric || w.used[r.n + 1:]
                else w.used
            end,
            case r.kind
                when 'cap' then a.settled[:r.n - 1] || (-1)::numeric || a.settled[r.n + 1:]
                when 'stays' then a.settled[:r.n - 1] || (1)::numeric || a.settled[r.n + 1:]
                when 'rate_by_stay' then a.settled[:r.n - 1] || (1)::numeric || a.settled[r.n + 1:]
                else a.settled
            end
        where w.n < e.rules and not w.closed and not (r.kind = 'stays' and a.before >= r.fen)
        union all
        select w.k, w.n + 1, case when w.closed then 0 else paid.fen end, w.closed or paid.fen = 0,
            case when w.closed or paid.fen = 0 then w.used
                else (select array_agg(u + round(p) order by i) from unnest(w.used, paid.final) with ordinality as t (u, p, i)) end,
            w.pending
        where w.n = e.rules
        union all
        select later.k, 0, later.amount, false,
            (select array_agg(
                    case rule.per when 'life' then w.used[rule.n]
                        when 'term' then case when later.term = e.term then w.used[rule.n] else 0 end
                        else 0 end order by rule.n)
                from rule where rule.plan = e.plan),
            array_fill(0::numeric, array[e.rules])
        where w.n = e.rules + 1 and later.k is not null
    ) next (k, n, x, closed, used, pending)
)
select w.history, w.k, w.x::bigint
from walk w join cost e on e.history = w.history and e.k = w.k
where w.n = e.rules + 1
