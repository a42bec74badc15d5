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
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.UnitId;

class MovesTest {
    private static final Map<Verb, Function<Moves, Move>> VERBS = Map.ofEntries(
            Map.entry(Verb.RULES_APPROVED, Moves::approveByRules),
            Map.entry(Verb.OBJECTED, Moves::object),
            Map.entry(Verb.HANDED_OVER, Moves::handOver),
            Map.entry(Verb.APPROVED, Moves::approve),
            Map.entry(Verb.SENT_UP, moves -> moves.sendUp(true)),
            Map.entry(Verb.PAPERS_ASKED, Moves::askPapers),
            Map.entry(Verb.PAPERS_GIVEN, Moves::supplement),
            Map.entry(Verb.REFUSAL_PROPOSED, Moves::proposeRefusal),
            Map.entry(Verb.REFUSAL_CONFIRMED, Moves::confirmRefusal),
            Map.entry(Verb.REFUSAL_DECLINED, moves -> moves.declineRefusal(true)),
            Map.entry(Verb.APPEALED, Moves::appeal),
            Map.entry(Verb.REOPENED, moves -> moves.reopen(true)),
            Map.entry(Verb.WITHDRAWN, Moves::withdraw),
            Map.entry(Verb.PAID, Moves::paid),
            Map.entry(Verb.BANK_RETURNED, Moves::returned),
            Map.entry(Verb.PAID_AGAIN, Moves::payAgain),
            Map.entry(Verb.CLOSED, Moves::close));

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
        allowed.put(ClaimState.RETURNED, Set.of(Verb.PAID_AGAIN, Verb.PAID));
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
                    assertThat(act.apply(claim.moves()).verb()).isEqualTo(verb);
                } else {
                    assertThatExceptionOfType(Refusal.class)
                            .as(state + " " + verb)
                            .isThrownBy(() -> act.apply(claim.moves()))
                            .matches(refusal -> refusal.code().equals("claim_moved_on"));
                }
            });
        }
    }

    @Test
    void approvalClimbsTheRouteAndTheLastLevelDecides() {
        assertThat(claim(ClaimState.REVIEW, Level.COUNTY).moves().approve())
                .isEqualTo(new Move(Verb.APPROVED, ClaimState.REVIEW, Level.CITY));
        assertThat(claim(ClaimState.REVIEW, Level.CITY).moves().approve())
                .isEqualTo(new Move(Verb.APPROVED, ClaimState.APPROVED, Level.CITY));
    }

    @Test
    void aRefusalThatTheSecondPersonDeclinesGoesOneLevelUp() {
        assertThat(claim(ClaimState.REFUSAL_PROPOSED, Level.COUNTY).moves().declineRefusal(true))
                .isEqualTo(new Move(Verb.REFUSAL_DECLINED, ClaimState.REVIEW, Level.CITY));
        assertThat(claim(ClaimState.REFUSAL_PROPOSED, Level.COUNTY).moves().declineRefusal(false))
                .isEqualTo(new Move(Verb.REFUSAL_DECLINED, ClaimState.REVIEW, Level.PROVINCE));
    }

    @Test
    void nothingIsAboveTheProvince() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(
                        () -> claim(ClaimState.REVIEW, Level.PROVINCE).moves().sendUp(true))
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
