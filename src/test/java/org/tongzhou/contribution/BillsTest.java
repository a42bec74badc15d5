package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Line;
import org.tongzhou.ledger.Template;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Unit;
import org.tongzhou.shell.Words;

class BillsTest extends FeeRoom {
    @Autowired
    private Ledger ledger;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aBillIsSharedByPayerAndItsPartsAreTheBill() {
        Unit unit = some.unit(DAYE, new FeeShares(3_333, 3_333, 3_334, 0));
        Bill bill = someBills.of(unit, 1);
        assertThat(bill.total()).isEqualTo(Money.ofYuan(95));
        assertThat(bill.of(Payer.WORKER).fen()).isEqualTo(3_166);
        assertThat(bill.of(Payer.EMPLOYER).fen()).isEqualTo(3_167);
        assertThat(bill.of(Payer.COUNTY_UNION).fen()).isEqualTo(3_167);
        assertThat(bill.state()).isEqualTo(Bill.State.DUE);
        assertThat(ledger.journals(FUND, "bill:" + bill.id().value()))
                .singleElement()
                .satisfies(journal -> {
                    assertThat(journal.template()).isEqualTo(Template.BILL_RAISED);
                    assertThat(journal.lines()).extracting(Line::plan).containsExactly("hospital", "hospital");
                });
        assertThatThrownBy(() -> jdbc.sql(
                                "update contribution.bill_part set amount_fen = amount_fen - 1 where bill = ? and no = 1")
                        .param(bill.id().value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("are not the bill");
    }

    @Test
    void partsThatAreNotTheBillCannotJoinIt() {
        long bill = someBills.of(some.unit(DAYE), 1).id().value();
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into contribution.bill_part (fund, bill, no, payer, reference, amount_fen)
                                values (42, :bill, 9, 'DONOR', 'HZ9999999999999', 1)
                                """).param("bill", bill).update()).hasMessageContaining("are not the bill");
    }

    /** A submission has one bill, which is set aside here so that there can be another one. */
    @Test
    void aBillWithoutPartsIsRefusedAtTheCommit() {
        long bill = someBills.of(some.unit(DAYE), 1).id().value();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    jdbc.sql("alter table contribution.bill drop constraint bill_fund_submission_key")
                            .update();
                    jdbc.sql("""
                                    insert into contribution.bill (fund, unit, unit_path, unit_name, submission, people,
                                        reference, share_bp, share_fen, total_fen, starts_at_fen, due_on, raised_by, raised_at)
                                    select fund, unit, unit_path, unit_name, submission, people,
                                        'HZ9999999999999', share_bp, share_fen, total_fen, starts_at_fen, due_on, raised_by, raised_at
                                    from contribution.bill where fund = 42 and id = :bill
                                    """).param("bill", bill).update();
                }))
                .hasMessageContaining("are not the bill");
    }

    @Test
    void enrollingTheSameRosterTwiceOrTwiceAtOnceRaisesOneBill() {
        Unit unit = some.unit(DAYE);
        Actor officer = some.officer(unit);
        DraftId draft = someBills.draft(officer, 2);
        List<CompletableFuture<Bill>> attempts = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> bills.enrol(officer, draft, SomeBills.seen(2), NOW)))
                .limit(6)
                .toList();
        assertThat(attempts)
                .extracting(attempt -> attempt.join().id())
                .containsOnly(attempts.get(0).join().id());
        assertThat(bills.list(officer, BillFilter.ALL, "").items()).hasSize(1);
        in.assertBalanced();
    }

    @Test
    void anOfficerSeesOwnBillsAlone() {
        Bill bill = bill(1);
        Unit neighbour = some.unit(DAYE);
        refused("not_found", () -> bills.find(some.officer(neighbour), bill.id()));
        refused("not_found", () -> receipts.pdf(some.officer(neighbour), bill.id(), Words.of(Words.ZH)));
        assertThat(bills.list(some.officer(neighbour), BillFilter.ALL, "").items())
                .isEmpty();
        assertThat(bills.list(some.actor(Role.COUNTY_REVIEWER, "/42/4202/420281/"), BillFilter.OPEN, "")
                        .items())
                .contains(bill);
        assertThat(bills.totals(some.officer(neighbour)).bills()).isZero();
    }
}
