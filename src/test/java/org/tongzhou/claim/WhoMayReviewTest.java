package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.NewPerson;
import org.tongzhou.testing.TestData;

class WhoMayReviewTest extends ClaimRoom {
    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Cases cases;

    @Test
    void theDatabaseRefusesASecondDecisionOfTheSamePersonByItself() {
        Member member = hospitalMember();
        ClaimId id = hospital(member, "80000.00");
        Actor county = county(member);
        approve(county, id);
        StepStore.NewStep again = StepStore.NewStep.of(claim(id), Verb.APPROVED, county);
        StepStore.NewStep next = new StepStore.NewStep(again.after().noted(), Verb.APPROVED, county, null, null);
        Assertions.assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> steps.record(TestData.FUND, next, NOW))
                .withMessageContaining("step_one_decision");
    }

    @Test
    void theDatabaseRefusesADecisionOnOnesOwnClaimAndOnesOwnUnits() {
        Member member = hospitalMember();
        ClaimId id = hospital(member, "80000.00");
        Claim after = claim(id).noted();
        Actor own = data.actor(Role.COUNTY_REVIEWER, TestData.PROVINCE, member.person());
        Actor ofUnit = data.actor(Role.COUNTY_REVIEWER, member.unit().path());
        for (Actor actor : List.of(own, ofUnit)) {
            Assertions.assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(
                            () -> steps.record(TestData.FUND, StepStore.NewStep.of(after, Verb.APPROVED, actor), NOW))
                    .withMessageContaining("step_check");
        }
    }

    @Test
    void historyCannotBeChanged() {
        ClaimId id = smallClaim(hospitalMember());
        Assertions.assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql("update claim.step set actor_name = 'x' where claim = :id")
                        .param("id", id.value())
                        .update())
                .withMessageContaining("insert only");
    }

    @Test
    void nobodyDecidesOnTheirOwnClaim() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        String county = county(member).scope().path();
        refused("claim_own", () -> approve(data.actor(Role.COUNTY_REVIEWER, county, member.person()), id));
    }

    @Test
    void nobodyDecidesOnAClaimOfTheUnitThroughWhichTheyAreCovered() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        NewPerson colleague = TestData.newPerson(Sex.FEMALE, LocalDate.of(1988, 1, 2));
        members.cover(colleague, member.unit(), Map.of("hospital", 1), Members.JANUARY, Members.JANUARY);
        String county = county(member).scope().path();
        Actor actor = data.actor(
                Role.COUNTY_REVIEWER,
                county,
                people.find(TestData.FUND, colleague.id()).orElseThrow());
        refused("claim_own_unit", () -> approve(actor, id));
    }

    @Test
    void aClaimOfAnotherCountyIsNotThere() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        for (String county : List.of("/42/4201/420102/", "/42/4203/420302/")) {
            Actor elsewhere = data.actor(Role.COUNTY_REVIEWER, county);
            refused("not_found", () -> approve(elsewhere, id));
            refused("not_found", () -> reviews.take(elsewhere, id, NOW));
            refused("not_found", () -> cases.review(elsewhere, id));
        }
    }

    @Test
    void aLevelThatIsNotTheTurnOfTheClaimIsRefused() {
        Member member = hospitalMember();
        ClaimId id = hospital(member, "80000.00");
        refused("claim_other_level", () -> approve(city(member), id));
        refused("claim_other_level", () -> approve(province(member), id));
    }

    @Test
    void aColleaguesClaimIsTakenOverOnlyInWordsAndTheirPageIsOldThen() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        Actor first = county(member);
        Actor second = county(member);
        int seen = claim(id).version();
        assertThat(reviews.take(first, id, NOW)).contains(first.person());
        assertThat(reviews.take(second, id, NOW)).contains(first.person());
        refused("claim_held_by_colleague", () -> approve(second, id));
        reviews.takeOver(second, id, seen, NOW);
        refused("claim_moved_on", () -> reviews.approve(first, id, seen, NOW));
        approve(second, id);
    }

    @Test
    void aHoldRunsOut() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        reviews.take(county(member), id, NOW);
        Actor second = county(member);
        assertThat(reviews.take(second, id, NOW.plus(Reviews.HOLD))).contains(second.person());
    }
}
