package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Sex;
import org.tongzhou.ledger.Template;
import org.tongzhou.payment.BenefitPaid;
import org.tongzhou.payment.BenefitsPaid;
import org.tongzhou.payment.Instruction;
import org.tongzhou.person.AccountChange;
import org.tongzhou.person.Heir;
import org.tongzhou.person.Heirs;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.PayeeAccounts;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** What facts about heirs have in common: a member who died of an accident, their officer, whom the officer names. */
abstract class HeirRoom extends RecoveryRoom {
    static final LocalDate DIED = LocalDate.of(2026, 2, 3);

    @Autowired
    HeirFiling filing;

    @Autowired
    Heirs heirs;

    @Autowired
    PayeeAccounts accounts;

    Member member;
    Actor officer;

    @BeforeEach
    void aMemberWithAnOfficer() {
        member = members.member(TestData.DAYE, Map.of("hospital", 1, "accident", 1));
        officer = data.officer(member.unit());
    }

    static Heir widow() {
        return heir(TestData.newPerson(Sex.FEMALE, LocalDate.of(1982, 5, 6)));
    }

    static Heir heir(NewPerson widow) {
        return new Heir(
                widow.name(),
                widow.id().number(),
                Heir.Relation.SPOUSE,
                DIED,
                String.valueOf(widow.card()),
                "样例村镇银行" + widow.id().tail());
    }

    /** The officer's draft of the accident; the proof of the heir is among the papers where it is asked for. */
    CaseId draft(PaperKind... proof) {
        CaseId id = drafts.open(officer, member.person(), EventKind.ACCIDENT, NOW);
        Map<FactField, String> facts =
                Map.of(FactField.EVENT_DAY, DIED.minusDays(1).toString(), FactField.DIED, DIED.toString());
        drafts.correct(officer, id, drafts.find(officer, id).version(), facts, NOW);
        List.of(PaperKind.UNIT_STATEMENT, PaperKind.HOUSEHOLD_CANCELLATION)
                .forEach(kind -> members.attach(officer, id, kind, NOW));
        List.of(proof).forEach(kind -> members.attach(officer, id, kind, NOW));
        return id;
    }

    ClaimId filed() {
        CaseId id = draft(PaperKind.DEATH_CERTIFICATE, PaperKind.HEIRS_STATEMENT);
        return members.submit(officer, id, NOW).claims().get(0);
    }

    /** Approved up to the level that would have it paid, the facts looked at. */
    ClaimId beforeTheLastApproval() {
        ClaimId id = filed();
        Actor county = county(member);
        confirm(county, id, FactField.EVENT_DAY, DIED.minusDays(1).toString());
        confirm(county, id, FactField.DIED, DIED.toString());
        approve(county, id);
        return id;
    }

    long named(ClaimId id, Heir heir) {
        return filing.name(officer, id, heir, true, NOW);
    }

    /** The member's own card, asked for by a reviewer before whom the member stands. */
    AccountChange ownCardAtTheDesk() {
        return new AccountChange(member.person(), "6217002680011223345", null, true, "本人带身份证到窗口，健在");
    }

    static Drafts.NewPaper paper(PaperKind kind) {
        return new Drafts.NewPaper(Members.nextPaper(), kind, Map.of());
    }

    /** What the bank was given has come to the account. */
    void arrived(Instruction instruction) {
        said(instruction, "SENT", "PAID");
        book(Template.BENEFIT_PAID, instruction);
        BenefitPaid paid = new BenefitPaid(
                TestData.FUND, instruction.cause(), instruction.id(), instruction.person(), instruction.amount(), DAY);
        transactions.executeWithoutResult(each -> events.publishEvent(BenefitsPaid.of(paid)));
    }
}
