package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.claim.Reviews.Looked;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** What was announced is approved on its day as it was computed: what it stands on is not put right for another claim meanwhile. */
class PutRightBesideAnAnnouncementTest extends DirectRoom {
    @Autowired
    private Proposals proposals;

    @Autowired
    private ProposalRows rows;

    @Test
    void theDaysOfAStayThatIsAnnouncedStay() {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1, "critical", 1));
        direct.consent(member.actor(), NOW);
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        facts.put(FactField.DIAGNOSIS, "急性前壁心肌梗死 I21.0");
        ClaimId stay = direct.announce(TestData.FUND, report(member, facts), NOW)
                .claims()
                .get(0);
        assertThat(claim(stay).state()).isEqualTo(ClaimState.ANNOUNCED);
        Proposal proposal = rows.ofCase(TestData.FUND, claim(stay).eventCase()).get(0);
        Drafts.NewPaper report = new Drafts.NewPaper(Members.nextPaper(), PaperKind.TEST_REPORT, Map.of());
        ClaimId critical =
                proposals.accept(member.actor(), proposal.id(), report, NOW).orElseThrow();
        List<Looked> looked = List.of(new Looked(FactField.ADMITTED, "2026-01-18"));
        refused(
                "claim_facts_granted",
                () -> reviews.correctFacts(
                        county(member), critical, claim(critical).version(), looked, NOW));
    }
}
