package org.tongzhou.enrolment;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.PeopleFee;
import org.tongzhou.organisation.Unit;
import org.tongzhou.plan.PlanCode;

/** What the plans of a submission cost beside its covers and by whose shares, and how many of units hold a plan. */
@Component
class PolicyStore {
    private final JdbcClient jdbc;

    PolicyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A plan that costs nothing beside its covers, is shared as the unit agreed and goes by no average leaves no row. */
    void insert(FundId fund, SubmissionId submission, Unit unit, List<PolicyFee> policies) {
        for (PolicyFee policy : policies) {
            Optional<FeeShares> shares = FeeSplit.ofPlan(unit, policy.plan());
            if (policy.fixed().isPositive()
                    || shares.isPresent()
                    || policy.averageAgeTenths().isPresent()) {
                insert(fund, submission, policy, shares);
            }
        }
    }

    private void insert(FundId fund, SubmissionId submission, PolicyFee policy, Optional<FeeShares> shares) {
        jdbc.sql("""
                        insert into enrolment.policy
                            (fund, submission, plan, per_policy_fen, share_bp, average_age_tenths)
                        values (:fund, :submission, :plan, :fen, :shares::int[], :age)
                        """)
                .param("fund", fund.code())
                .param("submission", submission.value())
                .param("plan", policy.plan().code().value())
                .param("fen", policy.fixed().fen())
                .param(
                        "shares",
                        shares.map(it -> it.allBasisPoints().toArray(Integer[]::new))
                                .orElse(null))
                .param(
                        "age",
                        policy.averageAgeTenths().isPresent()
                                ? policy.averageAgeTenths().getAsInt()
                                : null)
                .update();
    }

    /** The fees of who is left of a submission, by how each is shared; {@code otherwise} is the unit's agreement. */
    FeeSplit split(FundId fund, SubmissionId submission, FeeShares otherwise) {
        FeeSplit.Gathered gathered = new FeeSplit.Gathered();
        jdbc.sql("""
                        select share_bp, fee, count(*) as people from (
                            select p.share_bp, sum(c.fee_fen)::bigint as fee
                            from enrolment.enrolled c
                            left join enrolment.policy p
                                on p.fund = c.fund and p.submission = c.submission and p.plan = c.plan
                            where c.fund = :fund and c.submission = :id and c.state <> 'CANCELLED'
                            group by c.person, p.share_bp) each
                        group by share_bp, fee order by share_bp nulls first, fee
                        """).param("fund", fund.code()).param("id", submission.value()).query(row -> {
            gathered.add(shares(row, otherwise), new PeopleFee(Money.ofFen(row.getLong("fee")), row.getLong("people")));
        });
        jdbc.sql("""
                        select share_bp, sum(per_policy_fen)::bigint as fen from enrolment.policy p
                        where fund = :fund and submission = :id and per_policy_fen > 0 and exists (
                            select from enrolment.enrolled c where c.fund = p.fund and c.submission = p.submission
                                and c.plan = p.plan and c.state <> 'CANCELLED')
                        group by share_bp order by share_bp nulls first
                        """).param("fund", fund.code()).param("id", submission.value()).query(row -> {
            gathered.add(shares(row, otherwise), Money.ofFen(row.getLong("fen")));
        });
        return gathered.split();
    }

    /** What a submission costs, by plan. */
    Map<PlanCode, Money> fees(FundId fund, SubmissionId id) {
        Map<PlanCode, Money> fees = new TreeMap<>();
        jdbc.sql("""
                        select plan, sum(fen) as fee_fen from (
                            select plan, fee_fen as fen from enrolment.enrolled where fund = :fund and submission = :id
                            union all
                            select plan, per_policy_fen from enrolment.policy where fund = :fund and submission = :id) fees
                        group by plan
                        """).param("fund", fund.code()).param("id", id.value()).query(row -> {
            fees.put(new PlanCode(row.getString("plan")), Money.ofFen(row.getLong("fee_fen")));
        });
        return fees;
    }

    /** What has come in for a plan beside its covers. */
    Money fixed(FundId fund, PlanCode plan) {
        return Money.ofFen(jdbc.sql("""
                        select coalesce(sum(p.per_policy_fen), 0)::bigint from enrolment.policy p
                        join enrolment.submission s on s.fund = p.fund and s.id = p.submission
                        where p.fund = :fund and p.plan = :plan and s.state = 'ACTIVE'
                        """)
                .param("fund", fund.code())
                .param("plan", plan.value())
                .query(Long.class)
                .single());
    }

    /** How many of units hold each number of units of these plans, awaited or running beyond a day; not what never begins. */
    WholeRoster.Holders holders(FundId fund, Collection<UnitId> units, Collection<PlanCode> plans, LocalDate beyond) {
        Map<PlanCode, Map<Integer, Integer>> byUnits = new TreeMap<>();
        jdbc.sql("""
                        select c.plan, c.units, count(*) as people
                        from enrolment.submission s join enrolment.enrolled c on c.fund = s.fund and c.submission = s.id
                        where s.fund = :fund and s.unit = any(:units)
                          and s.unit_path = any(array(select path from organisation.unit where fund = :fund and id = any(:units)))
                          and c.plan = any(:plans) and (c.state = 'ACTIVE' and upper(c.cover) > :beyond
                              or c.state = 'AWAITING' and s.closed_on is null and not exists (
                                  select from enrolment.ageing g where g.fund = s.fund and g.submission = s.id
                                      and g.person = c.person and g.left_out_on is not null))
                        group by c.plan, c.units order by c.plan, c.units
                        """)
                .param("fund", fund.code())
                .param("units", units.stream().map(UnitId::value).toArray(Long[]::new))
                .param("plans", plans.stream().map(PlanCode::value).toArray(String[]::new))
                .param("beyond", beyond)
                .query(row -> {
                    byUnits.computeIfAbsent(new PlanCode(row.getString("plan")), plan -> new TreeMap<>())
                            .put(row.getInt("units"), row.getInt("people"));
                });
        return new WholeRoster.Holders(byUnits);
    }

    private static FeeShares shares(ResultSet row, FeeShares otherwise) throws SQLException {
        @Nullable Array stated = row.getArray("share_bp");
        if (stated == null) {
            return otherwise;
        }
        return FeeShares.of(List.of((Integer[]) stated.getArray()), List.of(0L, 0L, 0L, 0L, 0L, 0L));
    }
}
