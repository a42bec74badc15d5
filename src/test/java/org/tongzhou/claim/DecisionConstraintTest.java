package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database itself keeps of who decides a claim and of what is granted, written past every door. */
class DecisionConstraintTest extends ClaimRoom {
    @Autowired
    JdbcClient jdbc;

    private ClaimId id;
    private int version;

    @BeforeEach
    void aClaimThatWaits() {
        id = smallClaim(hospitalMember());
        version = 50;
    }

    /** An approval by somebody else of another unit, but for what {@code other} says, each a column and its SQL. */
    private void step(String... other) {
        Map<String, String> values = new LinkedHashMap<>(Map.of(
                "verb", "'APPROVED'",
                "state", "'REVIEW'",
                "person", "-7",
                "amount_fen", "70000",
                "deciding", "true",
                "actor_unit", "-1"));
        for (int i = 0; i < other.length; i += 2) {
            values.put(other[i], other[i + 1]);
        }
        jdbc.sql("insert into claim.step (fund, claim, at, level, actor_name, version, claimant, claim_unit, "
                        + String.join(", ", values.keySet())
                        + ") select 42, c.id, now(), 'COUNTY', '样', :version, c.person, c.unit, "
                        + String.join(", ", values.values()) + " from claim.claim c where c.fund = 42 and c.id = :id")
                .param("version", version++)
                .param("id", id.value())
                .update();
    }

    private static void refused(String rule, ThrowingCallable attempt) {
        assertThatThrownBy(attempt).rootCause().hasMessageContaining(rule);
    }

    @Test
    void aDecisionIsOfAPersonWhoseClaimAndWhoseUnitItIsNot() {
        refused("step_check1", () -> step("person", "c.person"));
        refused("step_check1", () -> step("person", "null"));
        refused("step_check2", () -> step("actor_unit", "c.unit"));
        step();
    }

    @Test
    void nobodyDecidesTwiceAndNoDecisionPassesForSomethingElse() {
        step();
        refused("step_one_decision", () -> step("verb", "'REFUSAL_DECLINED'"));
        refused("\"step_check\"", () -> step("person", "-8", "deciding", "false"));
        refused("\"step_check\"", () -> step("person", "-8", "verb", "'PAPERS_ASKED'"));
        step("person", "-8", "verb", "'REFUSAL_DECLINED'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'REFUSAL_PROPOSED'", "'REFUSAL_CONFIRMED'"})
    void aRefusalHasItsClauseAndWords(String verb) {
        refused("step_check3", () -> step("verb", verb, "words", "'\\x00'"));
        refused("step_check3", () -> step("verb", verb, "clause", "'4'"));
    }

    @Test
    void whoDidAnythingBeforeAnAppealDoesNotDecideIt() {
        step("verb", "'PAPERS_ASKED'", "deciding", "false");
        step("verb", "'APPEALED'", "deciding", "false", "person", "c.person");
        refused("decided by somebody who acted on it", () -> step());
        step("person", "-8");
    }

    @Test
    void theRulesApproveOnceAloneUpToWhatOneLevelMayAndNeverAsAPerson() {
        String[] rules = {"verb", "'RULES_APPROVED'", "deciding", "false", "person", "null"};
        refused("step_by_the_rules", () -> step("verb", "'RULES_APPROVED'", "deciding", "false"));
        refused("step_by_the_rules", () -> step(with(rules, "state", "'APPROVED'", "amount_fen", "500001")));
        refused("step_by_the_rules", () -> step(with(rules, "state", "'REFUSED'")));
        step(with(rules, "state", "'APPROVED'", "amount_fen", "500000"));
        refused("step_rules_once", () -> step(rules));
    }

    private static String[] with(String[] first, String... more) {
        return java.util.stream.Stream.of(first, more)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            claim_check2          | due_on = null
            claim_check2          | state = 'SUPPLEMENT'
            claim_check3          | state = 'APPROVED', amount_fen = 0
            claim_check3          | state = 'PAID', lump_sum = true
            claim_amount_fen_check| amount_fen = -1
            claim_check1          | locked_by = 1
            "claim_check"         | promised_from = accepted_on - 1
            claim_levels_check    | levels = '{CITY}'
            """)
    void whatCannotBeIsNoClaim(String rule, String change) {
        refused(rule, () -> set(change));
    }

    private void set(String change) {
        jdbc.sql("update claim.claim set " + change + " where fund = 42 and id = :id")
                .param("id", id.value())
                .update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"amount_fen = amount_fen + 1", "cover = cover + 1", "plan_version = '2026'"})
    void whatIsDecidedIsNotComputedAnew(String other) {
        set(other);
        set("state = 'APPROVED'");
        set("amount_fen = amount_fen, cover = cover, plan_version = plan_version, version = version + 1");
        refused("was decided as it is", () -> set(other.replace("2026", "2027")));
        set("state = 'REVIEW'");
        set(other.replace("2026", "2027"));
    }

    @Test
    void papersAreOwedOnceAtATime() {
        stop("null");
        refused("stop_one_open", () -> stop("null"));
        refused("stop_check", () -> stop("'2026-02-09'"));
        stop("'2026-02-10'");
    }

    private void stop(String supplied) {
        jdbc.sql("insert into claim.stop (fund, claim, asked_on, supplied_on, papers) values (42, :id, '2026-02-10', "
                        + supplied + ", '{RECEIPT}')")
                .param("id", id.value())
                .update();
    }
}
