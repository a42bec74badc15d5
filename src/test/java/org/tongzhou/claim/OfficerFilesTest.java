package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.testing.TestData;

/** A member is covered through two units at once. */
class OfficerFilesTest extends ClaimRoom {
    @Test
    void anOfficerFilesForTheCoversOfTheOwnUnitAndTheMemberForAll() {
        NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        Member member = members.member(person, TestData.DAYE, Map.of("hospital", 1), Members.JANUARY);
        Unit other = data.unit(TestData.DAYE);
        members.cover(person, other, Map.of("accident", 1), Members.JANUARY, Members.JANUARY);
        assertThat(wouldPay(data.officer(other), member)).doesNotContain("hospital");
        assertThat(wouldPay(data.officer(member.unit()), member)).containsExactly("hospital");
        assertThat(wouldPay(member.actor(), member)).contains("hospital");
    }

    private java.util.List<String> wouldPay(Actor actor, Member member) {
        PersonId person = member.person();
        CaseId id = members.draft(actor, person, EventKind.HOSPITAL, Members.receipt(member, "1000.00"), NOW);
        return drafts.check(actor, drafts.find(actor, id), TestData.TODAY).estimates().stream()
                .map(estimate -> estimate.plan().value())
                .toList();
    }
}
