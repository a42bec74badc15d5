package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.tongzhou.testing.Refused.refused;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.claim.Reviews.Looked;
import org.tongzhou.kernel.Money;
import org.tongzhou.testing.TestData;

/** What was read surely may be wrong: a reviewer puts it right, as long as no benefit of the event stands on it. */
class PutRightAtTheDeskTest extends ClaimRoom {
    @Autowired
    private CaseStore cases;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    private FactSheet facts(ClaimId id) {
        return cases.find(TestData.FUND, claim(id).eventCase()).orElseThrow().facts();
    }

    /** All fields as the form shows them, some typed over. */
    private List<Looked> form(ClaimId id, Map<FactField, String> over) {
        List<Looked> all = new ArrayList<>();
        facts(id).entries().forEach((field, entry) -> {
            String shown = field.kind() == FactField.Kind.MONEY
                    ? Money.ofFen(Long.parseLong(entry.value())).plainYuan()
                    : entry.value();
            all.add(new Looked(field, over.getOrDefault(field, shown)));
        });
        return all;
    }

    private void correct(Member member, ClaimId id, Map<FactField, String> over) {
        reviews.correctFacts(county(member), id, claim(id).version(), form(id, over), NOW);
    }

    private static final Map<FactField, String> THREE_THOUSAND = Map.of(
            FactField.TOTAL, "3000.00",
            FactField.CASH, "3000.00",
            FactField.IN_SCOPE, "3000.00");

    @Test
    void amountsThatAddUpOnlyTogetherArePutRightTogetherAndTheClaimFollows() {
        Member member = hospitalMember();
        ClaimId id = hospital(member, "1000.00");
        correct(member, id, THREE_THOUSAND);
        assertThat(claim(id).amount()).isEqualTo(Money.ofYuan(2_100));
        assertThat(facts(id).entry(FactField.TOTAL).orElseThrow())
                .isEqualTo(new KnownFact("300000", "100000", false, true));
        assertThat(facts(id).entry(FactField.HOSPITAL).orElseThrow().confirmed())
                .as("what stays as it was read")
                .isFalse();
    }

    @Test
    void oneThatUnbalancesTheBillIsRefusedAndSoIsAFormWithoutAChange() {
        Member member = hospitalMember();
        ClaimId id = hospital(member, "1000.00");
        FactSheet before = facts(id);
        refused("claim_facts_unsound", () -> correct(member, id, Map.of(FactField.TOTAL, "3000.00")));
        refused("claim_facts_same", () -> correct(member, id, Map.of()));
        assertThat(facts(id)).isEqualTo(before);
    }

    /** A heart attack: the stay is granted, the sum on first diagnosis is still at the desk. */
    @Test
    void daysAmountsAndTheReceiptStayOnceAnotherClaimOfTheEventIsGranted() {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1, "critical", 1));
        ClaimId critical = critical(member);
        ClaimId stay = store.ofCase(TestData.FUND, claim(critical).eventCase()).stream()
                .map(Claim::id)
                .filter(id -> !id.equals(critical))
                .findFirst()
                .orElseThrow();
        approve(county(member), stay);
        while (!claim(stay).state().isGranted()) {
            approve(city(member), stay);
        }
        FactSheet before = facts(critical);
        refused("claim_facts_granted", () -> correct(member, critical, Map.of(FactField.ADMITTED, "2026-01-18")));
        refused("claim_facts_granted", () -> correct(member, critical, THREE_THOUSAND));
        refused("claim_facts_granted", () -> correct(member, critical, Map.of(FactField.RECEIPT_NO, "7700000001")));
        assertThat(facts(critical)).isEqualTo(before);
        correct(member, critical, Map.of(FactField.DIAGNOSIS, "急性下壁心肌梗死 I21.1"));
        assertThat(facts(critical).text(FactField.DIAGNOSIS)).contains("急性下壁心肌梗死 I21.1");
    }

    /** The list of all classes begins with none: what nobody chose is not confirmed. */
    @Test
    void noClassStandsChosenWhereTheDiagnosisOpensNone() throws Exception {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1, "critical", 1));
        ClaimId critical = critical(member);
        correct(member, critical, Map.of(FactField.DIAGNOSIS, "胆囊结石 K80.2"));
        String page = mvc.perform(get("/reviews/" + critical.value()).with(visits.of(county(member))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(page)
                .contains("id=\"c-all\" name=\"disease\" required><option value=\"\"></option>")
                .contains("action=\"/reviews/" + critical.value() + "/facts\"", "id=\"fix-diag\"");
    }
}
