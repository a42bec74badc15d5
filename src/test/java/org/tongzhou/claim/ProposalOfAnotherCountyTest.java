package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.testing.TestData;

/** A stay is covered in one county and opens a benefit of a cover in another: the latter's reviewers say whether it fits. */
class ProposalOfAnotherCountyTest extends RecoveryRoom {
    @Autowired
    private Proposals proposals;

    @Autowired
    private ProposalRows rows;

    @Autowired
    private SecondBenefits second;

    private Member member;
    private Unit other;
    private CaseId event;
    private ClaimId stay;
    private long proposed;

    @BeforeEach
    void aStayThatOpensABenefitOfAnotherCounty() {
        NewPerson person = TestData.newPerson(Sex.MALE, Members.JANUARY.minusYears(46));
        member = members.member(person, TestData.DAYE, Map.of("hospital", 1), Members.JANUARY);
        other = data.unit("420222");
        members.cover(person, other, Map.of("critical", 2), Members.JANUARY, Members.JANUARY.minusYears(1));
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        facts.put(FactField.DIAGNOSIS, "急性前壁心肌梗死 I21.0");
        event = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        stay = members.submit(member.actor(), event, NOW).claims().get(0);
        proposed = rows.ofCase(TestData.FUND, event).get(0).id();
    }

    private Proposal.State state() {
        return rows.ofCase(TestData.FUND, event).get(0).state();
    }

    private Actor reviewerOfTheOther() {
        return members.reviewer(Role.COUNTY_REVIEWER, other);
    }

    @Test
    void theReviewersWhoAreShownItPutItAside() {
        Actor reviewer = reviewerOfTheOther();
        assertThat(second.waiting(reviewer, null).items())
                .extracting(SecondBenefits.Waiting::eventCase)
                .contains(event);
        proposals.putAside(reviewer, proposed, NOW);
        assertThat(state()).isEqualTo(Proposal.State.DECLINED);
    }

    @Test
    void thoseOfTheStaySeeItAndLeaveItAlone() throws Exception {
        Actor reviewer = county(member);
        String aside = "/proposals/" + proposed + "/aside";
        assertThat(page("/reviews/" + stay.value(), reviewer)).contains("重大疾病").doesNotContain(aside);
        refused("not_found", () -> proposals.putAside(reviewer, proposed, NOW));
        assertThat(state()).isEqualTo(Proposal.State.OPEN);
        assertThat(page("/reviews/" + stay.value(), province(member))).contains(aside);
        Actor auditor = data.actor(Role.AUDITOR, TestData.PROVINCE);
        assertThat(page("/reviews/" + stay.value(), auditor)).contains("重大疾病").doesNotContain(aside);
    }

    @Test
    void nobodyPutsAsideWhatCameThroughTheirOwnUnit() {
        NewPerson colleague = TestData.newPerson(Sex.FEMALE, Members.JANUARY.minusYears(38));
        members.cover(colleague, other, Map.of("hospital", 1), Members.JANUARY, Members.JANUARY);
        PersonId person = people.find(TestData.FUND, colleague.id()).orElseThrow();
        Actor reviewer =
                data.actor(Role.COUNTY_REVIEWER, reviewerOfTheOther().scope().path(), person);
        refused("claim_own_unit", () -> proposals.putAside(reviewer, proposed, NOW));
        Actor member = data.actor(Role.COUNTY_REVIEWER, reviewer.scope().path(), this.member.person());
        refused("claim_own", () -> proposals.putAside(member, proposed, NOW));
        assertThat(state()).isEqualTo(Proposal.State.OPEN);
    }
}
