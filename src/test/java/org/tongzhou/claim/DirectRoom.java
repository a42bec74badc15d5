package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.AccountBalance;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.Payments;
import org.tongzhou.person.PayeeAccounts;
import org.tongzhou.testing.TestData;

/** What facts about benefits paid without asking have in common: who consents, stays that are reported, the day of payment. */
abstract class DirectRoom extends ClaimRoom {
    /** Three working days after 2026-02-10. */
    static final Instant DAY = Members.at("2026-02-13");

    private static final AtomicLong REPORTS = new AtomicLong(System.nanoTime());

    @Autowired
    DirectBenefits direct;

    @Autowired
    DirectDays days;

    @Autowired
    Cases files;

    @Autowired
    Payments payments;

    @Autowired
    PayeeAccounts accounts;

    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient jdbc;

    Member consenting() {
        Member member = hospitalMember();
        direct.consent(member.actor(), NOW);
        return member;
    }

    static StayReport report(Member member, Map<FactField, String> facts) {
        FactSheet sheet = FactSheet.EMPTY;
        for (Map.Entry<FactField, String> fact : facts.entrySet()) {
            sheet = sheet.with(fact.getKey(), fact.getValue());
        }
        Map<FactField, ReadFact> read = new EnumMap<>(FactField.class);
        sheet.entries().forEach((field, entry) -> read.put(field, new ReadFact(entry.value(), false)));
        List.of(FactField.RECEIPT_CODE, FactField.RECEIPT_NO, FactField.RECEIPT_CHECK)
                .forEach(read::remove);
        long number = REPORTS.getAndIncrement();
        read.put(FactField.SETTLEMENT_NO, new ReadFact("JS" + number, false));
        return new StayReport("discharge:" + number, "大冶市人民医院", NOW, member.person(), read, false);
    }

    StayReport report(Member member, String inScope) {
        return report(member, Members.receipt(member, inScope));
    }

    ClaimId announced(Member member, String inScope) {
        DirectBenefits.Announced announced = direct.announce(TestData.FUND, report(member, inScope), NOW);
        assertThat(announced.hindrance()).isNull();
        return announced.claims().get(0);
    }

    /** One that the rules may approve alone: one in twenty is drawn for the city. */
    ClaimId small(Member member) {
        for (int i = 0; i < 20; i++) {
            ClaimId id = announced(member, "1000.00");
            if (claim(id).route().endsAt(Level.COUNTY)) {
                return id;
            }
        }
        throw new AssertionError("twenty claims in a row were drawn");
    }

    List<Instruction> instructed(ClaimId id) {
        return payments.of(TestData.FUND, id.cause());
    }

    Announcement announcement(Member member, ClaimId id) {
        return files.follow(member.actor(), id).announcement();
    }

    void balanced() {
        assertThat(ledger.trialBalance(TestData.FUND).stream()
                        .map(AccountBalance::balance)
                        .reduce(Money.ZERO, Money::plus))
                .isEqualTo(Money.ZERO);
    }
}
