package org.tongzhou.adjudication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.adjudication.Golden.amount;
import static org.tongzhou.adjudication.Golden.bill;
import static org.tongzhou.adjudication.Golden.confirmed;
import static org.tongzhou.adjudication.Golden.cover;
import static org.tongzhou.adjudication.Golden.plan;
import static org.tongzhou.adjudication.Golden.stay;
import static org.tongzhou.adjudication.Golden.upTo;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Money;
import tools.jackson.databind.JsonNode;

/** Every published case of the reference province and every sample receipt, to the fen. */
class GoldenCasesTest {
    private static final JsonNode CASES = Golden.read("benefits.json").get("cases");
    private static final JsonNode PEOPLE = Golden.read("people.json").get("people");
    private static final String FROM = "2025-01-01";
    private static final String DAY = "2025-09-02";

    @Test
    void allSevenPublishedCasesAreHere() {
        assertThat(CASES.valueStream().map(it -> it.get("id").asString()))
                .containsExactly("stay-1", "stay-2", "three-benefits", "reclassified", "proactive", "gig", "big-three");
    }

    @Test
    void stay1Pays1213_69() {
        JsonNode given = published("stay-1");
        assertThat(hospital(bill(given.get("in_scope").asString()))).isEqualTo(yuan(given, "expect"));
    }

    @Test
    void stay2Pays1404_38WithInScopeOf2006_25AndOf2006_26() {
        JsonNode given = published("stay-2");
        Bill bill = Bill.selfPay(yuan(given, "in_scope"), yuan(given, "out_of_scope"));
        assertThat(bill.borne()).isEqualTo(yuan(given, "total_borne"));
        assertThat(hospital(bill)).isEqualTo(yuan(given, "expect"));
        assertThat(hospital(bill("2006.26"))).isEqualTo(yuan(given, "expect"));
    }

    @Test
    void threeBenefitsOfOneStayPay56312_10() {
        JsonNode given = published("three-benefits");
        ClaimFacts facts = stay(DAY, "C50.9", bill(given.get("in_scope").asString()));
        JsonNode expect = given.get("expect");
        Money hospital = paid("hospital", 1, facts);
        Money critical = paid("critical", 4, confirmed(facts, "malignant_tumour_severe"));
        Money women = paid("women", 1, confirmed(facts, "breast"));
        assertThat(hospital).isEqualTo(yuan(expect, "hospital"));
        assertThat(critical).isEqualTo(yuan(expect, "critical"));
        assertThat(women).isEqualTo(yuan(expect, "women"));
        assertThat(hospital.plus(critical).plus(women)).isEqualTo(yuan(expect, "total"));
    }

    @Test
    void severeAfterMildPaysTheDifference() {
        JsonNode given = published("reclassified");
        ClaimFacts facts = stay(DAY, "I21.0", bill("100"));
        CoverFacts cover = cover("critical", 1, FROM);
        Decision.Payable first =
                payable(Adjudication.decide(plan("critical"), cover, confirmed(facts, "ami_mild"), UsedSoFar.NOTHING));
        Decision.Payable then = payable(Adjudication.decide(
                plan("critical"), cover, confirmed(facts, "ami_severe"), UsedSoFar.NOTHING.plus(first.consumption())));
        assertThat(first.amount()).isEqualTo(yuan(given, "expect_first"));
        assertThat(then.entitled()).isEqualTo(yuan(given, "expect_then"));
        assertThat(then.amount()).isEqualTo(Money.ofYuan(7_000));
        assertThat(first.consumption()).hasSize(1);
    }

    @Test
    void infarctionFiledAsAStayProposesCriticalIllness() {
        JsonNode given = published("proactive");
        JsonNode receipt = Golden.read("receipt-1.json");
        assertThat(Golden.receiptBill(receipt).inScope()).isEqualTo(yuan(given, "in_scope"));
        ClaimFacts facts = Golden.receiptStay(receipt);
        List<Covered> covers = List.of(
                new Covered(plan("critical"), cover("critical", 4, "2026-01-01")),
                new Covered(plan("hospital"), cover("hospital", 1, "2026-01-01")));
        List<Covered> renewed = covers.stream()
                .map(it -> new Covered(it.plan(), continuousSince(it.cover(), FROM)))
                .toList();
        List<Sibling> siblings = Siblings.find(renewed, facts, UsedSoFar.NOTHING);
        assertThat(siblings).extracting(it -> it.plan().code().value()).containsExactly("hospital", "critical");
        assertThat(amount(siblings.get(0).decision())).isEqualTo(yuan(given, "expect_hospital"));
        Decision proposed = siblings.get(1).decision();
        assertThat(upTo(proposed)).isEqualTo(Optional.of(Money.ofYuan(40_000)));
        assertThat(proposed.candidates())
                .extracting(it -> it.disease().code())
                .containsExactly("ami_severe", "ami_mild");
        assertThat(proposed.missing()).extracting(Missing::code).startsWith(Missing.Code.CONFIRM_CLASS);
    }

    @Test
    void gigAccidentPaysAllThatWasBorne() {
        JsonNode given = published("gig");
        Bill bill = Bill.selfPay(Money.parseYuan("3019.24"), Money.ofYuan(800));
        assertThat(bill.borne()).isEqualTo(yuan(given, "borne"));
        ClaimFacts facts = ClaimFacts.accident(Golden.day(DAY), Golden.day(DAY), Optional.empty(), List.of(bill));
        assertThat(paid("gig-accident", 1, facts)).isEqualTo(yuan(given, "expect"));
    }

    @Test
    void bigThreePay100600() {
        JsonNode given = published("big-three");
        ClaimFacts facts = stay(DAY, "C56", bill(given.get("in_scope").asString()));
        Money total = paid("hospital", 1, facts)
                .plus(paid("critical", 4, confirmed(facts, "malignant_tumour_severe")))
                .plus(paid("women", 4, confirmed(facts, "ovarian")));
        assertThat(total).isEqualTo(yuan(given, "expect"));
    }

    @Test
    void fengGets7664_59AndIsProposedUpTo40000() {
        List<Sibling> siblings = siblings(0, Golden.receiptStay(Golden.read("receipt-1.json")));
        assertThat(siblings).extracting(it -> it.plan().code().value()).containsExactly("hospital", "critical");
        assertThat(amount(siblings.get(0).decision())).isEqualTo(Money.parseYuan("7664.59"));
        assertThat(upTo(siblings.get(1).decision())).isEqualTo(Optional.of(Money.ofYuan(40_000)));
    }

    @Test
    void wangGets1404_38AndNothingElseIsOpen() {
        List<Sibling> siblings = siblings(1, Golden.receiptStay(Golden.read("receipt-2.json")));
        assertThat(siblings).hasSize(1);
        assertThat(amount(siblings.get(0).decision())).isEqualTo(Money.parseYuan("1404.38"));
    }

    @Test
    void shengGets56312_10InThreeBenefits() {
        ClaimFacts facts = Golden.receiptStay(Golden.read("receipt-3.json"));
        List<Covered> covers = Golden.covers(PEOPLE.get(2), "", "");
        List<Sibling> siblings = Siblings.find(covers, facts, UsedSoFar.NOTHING);
        assertThat(siblings)
                .extracting(it -> it.plan().code().value())
                .containsExactly("hospital", "critical", "women");
        Money total = amount(siblings.get(0).decision());
        assertThat(total).isEqualTo(Money.parseYuan("1312.10"));
        for (Sibling sibling : siblings.subList(1, 3)) {
            assertThat(sibling.decision().candidates()).hasSize(1);
            String only = sibling.decision().candidates().get(0).disease().code();
            CoverFacts cover = covers.stream()
                    .map(Covered::cover)
                    .filter(it -> it.plan().equals(sibling.plan().code()))
                    .findFirst()
                    .orElseThrow();
            Decision decision = Adjudication.decide(sibling.plan(), cover, confirmed(facts, only), UsedSoFar.NOTHING);
            assertThat(Optional.of(amount(decision))).isEqualTo(upTo(sibling.decision()));
            total = total.plus(amount(decision));
        }
        assertThat(total).isEqualTo(Money.parseYuan("56312.10"));
    }

    @Test
    void zhouGets3819_24AndOwesTheUnitsStatement() {
        List<Sibling> siblings = siblings(3, Golden.receiptAccident(Golden.read("receipt-4.json")));
        Decision medical = siblings.get(0).decision();
        assertThat(siblings.get(0).benefit().code()).isEqualTo("medical");
        assertThat(amount(medical)).isEqualTo(Money.parseYuan("3819.24"));
        assertThat(medical.missing()).anySatisfy(missing -> {
            assertThat(missing.code()).isEqualTo(Missing.Code.PAPER);
            assertThat(missing.facts()).extracting(fact -> fact.value()).containsExactly("unit_statement");
        });
        assertThat(upTo(siblings.get(1).decision())).as("if a disability stays").isPresent();
    }

    @Test
    void tianGets4580_35AfterHisWaitingPeriodAndNothingElseIsOpen() {
        ClaimFacts facts = Golden.receiptStay(Golden.read("receipt-5.json"));
        List<Sibling> siblings =
                Siblings.find(Golden.covers(PEOPLE.get(4), "2026-02-11", "2027-02-10"), facts, UsedSoFar.NOTHING);
        assertThat(siblings).hasSize(1);
        assertThat(amount(siblings.get(0).decision())).isEqualTo(Money.parseYuan("4580.35"));
    }

    private static List<Sibling> siblings(int person, ClaimFacts facts) {
        return Siblings.find(Golden.covers(PEOPLE.get(person), "", ""), facts, UsedSoFar.NOTHING);
    }

    private static CoverFacts continuousSince(CoverFacts cover, String day) {
        return new CoverFacts(cover.plan(), cover.units(), cover.term(), Golden.day(day), cover.sex());
    }

    private static Decision.Payable payable(Decision decision) {
        return (Decision.Payable) decision;
    }

    private static Money hospital(Bill bill) {
        return paid("hospital", 1, stay(DAY, "K35.8", bill));
    }

    private static Money paid(String code, int units, ClaimFacts facts) {
        return amount(Adjudication.decide(plan(code), cover(code, units, FROM), facts, UsedSoFar.NOTHING));
    }

    private static JsonNode published(String id) {
        return CASES.valueStream()
                .filter(it -> it.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Money yuan(JsonNode node, String field) {
        return Money.parseYuan(node.get(field).asString());
    }

    @Test
    void hospitalAndGigTogetherNeverPayMoreThanWasBorne() {
        ClaimFacts hurt = ClaimFacts.accident(
                Golden.day(DAY),
                Golden.day(DAY),
                Optional.of(new Stay(Golden.day(DAY), Golden.day("2025-09-09"))),
                List.of(Bill.selfPay(Money.ofYuan(1_000), Money.ofYuan(200))));
        List<Covered> covers = List.of(
                new Covered(plan("hospital"), cover("hospital", 1, FROM)),
                new Covered(plan("gig-accident"), cover("gig-accident", 1, FROM)));
        List<Sibling> siblings = Siblings.find(covers, hurt, UsedSoFar.NOTHING);
        assertThat(amount(siblings.get(0).decision())).isEqualTo(Money.ofYuan(700));
        assertThat(amount(siblings.get(1).decision()))
                .as("1,200 borne less 700")
                .isEqualTo(Money.ofYuan(500));
    }
}
