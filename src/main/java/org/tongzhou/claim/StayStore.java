package org.tongzhou.claim;

import java.time.LocalDate;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;

/** The stays that granted claims pay for: what was paid without asking is never paid a second time on papers, nor the reverse. */
@Component
class StayStore {
    private final JdbcClient jdbc;
    private final CaseStore cases;

    StayStore(JdbcClient jdbc, CaseStore cases) {
        this.jdbc = jdbc;
        this.cases = cases;
    }

    /** A benefit that has come back whole pays for nothing, so its stay {@code s} is free again. */
    private static final String COME_BACK = """
            exists (select 1 from claim.claim c
                join recovery.v_recovered r on r.fund = c.fund and r.cause = 'claim:' || c.id
                where c.fund = s.fund and c.id = s.claim and r.fen >= c.amount_fen)
            """;

    /** Takes the stay for a claim that is granted; refuses {@code claim_stay_paid} when another case has been granted it. */
    void grant(FundId fund, Claim claim) {
        jdbc.sql("delete from claim.stay_granted s where fund = :fund and person = :person and plan = :plan and "
                        + COME_BACK)
                .param("fund", fund.code())
                .param("person", claim.owner().person().value())
                .param("plan", claim.benefit().plan())
                .update();
        EventCase eventCase = cases.find(fund, claim.eventCase()).orElseThrow();
        FactSheet facts = eventCase.facts();
        facts.day(FactField.ADMITTED)
                .ifPresent(from -> facts.day(FactField.DISCHARGED)
                        .ifPresent(to -> insert(fund, claim, from, to, eventCase.source() != null)));
    }

    /** True when another case was granted this plan for days that this stay shares. */
    boolean isTaken(FundId fund, Claim claim, EventCase eventCase) {
        FactSheet facts = eventCase.facts();
        return jdbc.sql("""
                        select exists (select 1 from claim.stay_granted s where fund = :fund and person = :person
                            and plan = :plan and case_id <> :case and stay && daterange(:from, :to) and not\s""" + COME_BACK + ")")
                .param("fund", fund.code())
                .param("person", claim.owner().person().value())
                .param("plan", claim.benefit().plan())
                .param("case", eventCase.id().value())
                .param("from", facts.day(FactField.ADMITTED).orElseThrow())
                .param(
                        "to",
                        end(
                                facts.day(FactField.ADMITTED).orElseThrow(),
                                facts.day(FactField.DISCHARGED).orElseThrow()))
                .query(Boolean.class)
                .single();
    }

    private void insert(FundId fund, Claim claim, LocalDate from, LocalDate to, boolean reported) {
        try {
            jdbc.sql("""
                            insert into claim.stay_granted (fund, claim, case_id, person, plan, stay, lane)
                            values (:fund, :claim, :case, :person, :plan, daterange(:from, :to),
                                case when :reported then int8range(null, null) else int8range(:case, :case, '[]') end)
                            on conflict (fund, claim) do nothing
                            """)
                    .param("fund", fund.code())
                    .param("claim", claim.id().value())
                    .param("case", claim.eventCase().value())
                    .param("person", claim.owner().person().value())
                    .param("plan", claim.benefit().plan())
                    .param("from", from)
                    .param("to", end(from, to))
                    .param("reported", reported)
                    .update();
        } catch (DataIntegrityViolationException taken) {
            throw Refusal.conflict("claim_stay_paid", claim.number());
        }
    }

    /** Nights, half-open, so that leaving one house and entering another may be one day; a day case is its day. */
    private static LocalDate end(LocalDate from, LocalDate to) {
        return to.isAfter(from) ? to : from.plusDays(1);
    }
}
