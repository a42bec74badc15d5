package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tongzhou.claim.Claim.Move;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.UnitId;

class ClaimTest {
    private static final Map<Verb, Function<Claim, Move>> VERBS = Map.ofEntries(
            Map.entry(Verb.RULES_APPROVED, Claim::approveByRules),
            Map.entry(Verb.OBJECTED, Claim::object),
            Map.entry(Verb.HANDED_OVER, Claim::handOver),
            Map.entry(Verb.APPROVED, Claim::approve),
            Map.entry(Verb.SENT_UP, claim -> claim.sendUp(true)),
            Map.entry(Verb.PAPERS_ASKED, Claim::askPapers),
            Map.entry(Verb.PAPERS_GIVEN, Claim::supplement),
            Map.entry(Verb.REFUSAL_PROPOSED, Claim::proposeRefusal),
            Map.entry(Verb.REFUSAL_CONFIRMED, Claim::confirmRefusal),
            Map.entry(Verb.REFUSAL_DECLINED, claim -> claim.declineRefusal(true)),
            Map.entry(Verb.APPEALED, Claim::appeal),
            Map.entry(Verb.REOPENED, claim -> claim.reopen(true)),
            Map.entry(Verb.WITHDRAWN, Claim::withdraw),
            Map.entry(Verb.PAID, Claim::paid),
            Map.entry(Verb.BANK_RETURNED, Claim::returned),
            Map.entry(Verb.PAID_AGAIN, Claim::payAgain),
            Map.entry(Verb.CLOSED, Claim::close));

    private static final Map<ClaimState, Set<Verb>> ALLOWED = allowed();

    private static Map<ClaimState, Set<Verb>> allowed() {
        Map<ClaimState, Set<Verb>> allowed = new EnumMap<>(ClaimState.class);
        allowed.put(ClaimState.ANNOUNCED, Set.of(Verb.RULES_APPROVED, Verb.OBJECTED, Verb.HANDED_OVER, Verb.WITHDRAWN));
        allowed.put(
                ClaimState.REVIEW,
                Set.of(Verb.APPROVED, Verb.SENT_UP, Verb.PAPERS_ASKED, Verb.REFUSAL_PROPOSED, Verb.WITHDRAWN));
        allowed.put(ClaimState.SUPPLEMENT, Set.of(Verb.PAPERS_GIVEN, Verb.WITHDRAWN));
        allowed.put(ClaimState.REFUSAL_PROPOSED, Set.of(Verb.REFUSAL_CONFIRMED, Verb.REFUSAL_DECLINED, Verb.WITHDRAWN));
        allowed.put(ClaimState.APPROVED, Set.of(Verb.PAID, Verb.BANK_RETURNED));
        allowed.put(ClaimState.RETURNED, Set.of(Verb.PAID_AGAIN));
        allowed.put(ClaimState.PAID, Set.of(Verb.BANK_RETURNED, Verb.CLOSED));
        allowed.put(ClaimState.CLOSED, Set.of(Verb.BANK_RETURNED));
        allowed.put(ClaimState.REFUSED, Set.of(Verb.APPEALED, Verb.REOPENED));
        allowed.put(ClaimState.WITHDRAWN, Set.of());
        return allowed;
    }

    @Test
    void everyVerbIsAllowedInItsStatesAndRefusedInAllOthers() {
        for (ClaimState state : ClaimState.values()) {
            VERBS.forEach((verb, act) -> {
                Claim claim = claim(state, Level.COUNTY);
                if (ALLOWED.get(state).contains(verb)) {
                    assertThat(act.apply(claim).verb()).isEqualTo(verb);
                } else {
                    assertThatExceptionOfType(Refusal.class)
                            .as(state + " " + verb)
                            .isThrownBy(() -> act.apply(claim))
                            .matches(refusal -> refusal.code().equals("claim_moved_on"));
                }
            });
        }
    }

    @Test
    void approvalClimbsTheRouteAndTheLastLevelDecides() {
        assertThat(claim(ClaimState.REVIEW, Level.COUNTY).approve())
                .isEqualTo(new Move(Verb.APPROVED, ClaimState.REVIEW, Level.CITY));
        assertThat(claim(ClaimState.REVIEW, Level.CITY).approve())
                .isEqualTo(new Move(Verb.APPROVED, ClaimState.APPROVED, Level.CITY));
    }

    @Test
    void aRefusalThatTheSecondPersonDeclinesGoesOneLevelUp() {
        assertThat(claim(ClaimState.REFUSAL_PROPOSED, Level.COUNTY).declineRefusal(true))
                .isEqualTo(new Move(Verb.REFUSAL_DECLINED, ClaimState.REVIEW, Level.CITY));
        assertThat(claim(ClaimState.REFUSAL_PROPOSED, Level.COUNTY).declineRefusal(false))
                .isEqualTo(new Move(Verb.REFUSAL_DECLINED, ClaimState.REVIEW, Level.PROVINCE));
    }

    @Test
    void nothingIsAboveTheProvince() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> claim(ClaimState.REVIEW, Level.PROVINCE).sendUp(true))
                .matches(refusal -> refusal.code().equals("claim_nobody_above"));
    }

    @Test
    void theMemberSeesOneOfEightWordsForEveryState() {
        assertThat(MemberStatus.of(ClaimState.REFUSAL_PROPOSED)).isEqualTo(MemberStatus.UNDER_REVIEW);
        assertThat(MemberStatus.of(ClaimState.RETURNED)).isEqualTo(MemberStatus.CARD_NEEDED);
        assertThat(MemberStatus.values()).hasSize(8);
        for (ClaimState state : ClaimState.values()) {
            assertThat(MemberStatus.of(state)).isNotEqualTo(MemberStatus.NOT_SUBMITTED);
        }
    }

    private static Claim claim(ClaimState state, Level level) {
        return new Claim(
                new ClaimId(1),
                new CaseId(1),
                "SL1",
                new Claim.Owner(new PersonId(1), new UnitId(1), "/42/4202/420281/u1/"),
                new Claim.Benefit("hospital", "2025", false),
                state,
                level,
                new Route(List.of(Level.COUNTY, Level.CITY)),
                Money.ofYuan(7_000),
                1,
                new Claim.Clock(LocalDate.parse("2026-02-10"), LocalDate.parse("2026-02-10"), null));
    }
}
