package org.tongzhou.claim;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** A member died in hospital after an accident that is covered through one unit; the stay is covered through another. */
class DeathBesideCostsTest extends HeirRoom {
    private static final String WORDS = "同一次住院，由两家单位分别参保，身故金与住院费用各领各的。";

    @Autowired
    private SignStore found;

    @Autowired
    private Signs signs;

    private Actor officerOfTheStay;
    private Map<FactField, String> bill;

    @BeforeEach
    void coveredThroughTwoUnits() {
        NewPerson person = TestData.newPerson(Sex.MALE, Members.JANUARY.minusYears(46));
        member = members.member(person, TestData.DAYE, Map.of("hospital", 1), Members.JANUARY);
        officerOfTheStay = data.officer(member.unit());
        Unit other = data.unit(TestData.DAYE);
        members.cover(person, other, Map.of("accident", 1), Members.JANUARY, Members.JANUARY.minusYears(1));
        officer = data.officer(other);
        bill = Members.receipt(member, "1000.00");
    }

    private ClaimId death() {
        Map<FactField, String> facts = new EnumMap<>(bill);
        facts.put(FactField.EVENT_DAY, bill.get(FactField.ADMITTED));
        facts.put(FactField.DIED, DIED.toString());
        CaseId draft = members.draft(officer, member.person(), EventKind.ACCIDENT, facts, NOW);
        List.of(
                        PaperKind.UNIT_STATEMENT,
                        PaperKind.HOUSEHOLD_CANCELLATION,
                        PaperKind.DEATH_CERTIFICATE,
                        PaperKind.HEIRS_STATEMENT)
                .forEach(kind -> members.attach(officer, draft, kind, NOW));
        return members.submit(officer, draft, NOW).claims().get(0);
    }

    private ClaimId stay() {
        CaseId draft = members.draft(officerOfTheStay, member.person(), EventKind.HOSPITAL, bill, NOW);
        return members.submit(officerOfTheStay, draft, NOW).claims().get(0);
    }

    private void approveLooked(ClaimId id) {
        for (Sign sign : found.ofCase(TestData.FUND, claim(id).eventCase())) {
            signs.lookedAt(county(member), id, claim(id).version(), new Signs.Finding(sign.id(), WORDS), NOW);
        }
        approve(county(member), id);
    }

    @Test
    void theSumForTheDeathLeavesTheReceiptToTheCosts() {
        ClaimId death = death();
        approveLooked(death);
        accounts.confirm(province(member), named(death, widow()), NOW);
        approve(city(member), death);
        approveLooked(stay());
    }

    @Test
    void andIsApprovedThoughTheCostsHaveTheReceipt() {
        approveLooked(stay());
        approveLooked(death());
    }
}
