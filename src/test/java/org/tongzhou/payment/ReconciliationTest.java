package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.tongzhou.kernel.Leases;
import org.tongzhou.kernel.Money;

/** Both books side by side, the daily comparison, and the papers behind a settlement. */
class ReconciliationTest extends PaymentTest {
    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final Instant NEXT_MORNING = NOW.plus(Duration.ofHours(24));

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    DailyRuns runs;

    private NewInstruction paid(long fen) throws Exception {
        NewInstruction benefit = instructed(fen, "6228480000003390");
        released();
        untilSettled(line(PATIENT), NOW, 100);
        return benefit;
    }

    private void notice(String ref, String direction, String amount, String endToEnd) {
        String entry = "<Ntry><Amt Ccy=\"CNY\">" + amount + "</Amt><CdtDbtInd>" + direction
                + "</CdtDbtInd><ValDt><Dt>2026-02-10</Dt></ValDt><AcctSvcrRef>" + ref
                + "</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>" + endToEnd
                + "</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>";
        String message =
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><BkToCstmrDbtCdtNtfctn><GrpHdr>"
                        + "<MsgId>N" + ref
                        + "</MsgId></GrpHdr><Ntfctn><TxsSummry><TtlNtries><NbOfNtries>1</NbOfNtries><Sum>"
                        + amount + "</Sum></TtlNtries></TxsSummry>" + entry
                        + "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>";
        answers.take(maker, message.getBytes(StandardCharsets.UTF_8), NOW);
    }

    @Test
    void theDifferenceOfADayIsExplainedToTheFenByItsExceptions() throws Exception {
        paid(841_250);
        notice("X1", "DBIT", "12.34", "NOT-OURS");
        notice("X2", "DBIT", "0.01", "NOT-OURS-EITHER");
        Reconciliation.Day day = reconciliation.glance(maker, TODAY).day();
        assertThat(day.difference()).isEqualTo(Money.ofFen(1_235));
        assertThat(reconciliation
                        .on(maker, TODAY, Reconciliation.From.START)
                        .exceptions()
                        .items())
                .extracting(Reconciliation.Line::why, Reconciliation.Line::difference)
                .containsExactly(tuple("not_ours", Money.ofFen(1_234)), tuple("not_ours", Money.ofFen(1)));
        assertThat(day.explained()).isEqualTo(day.difference());
        assertThat(reconciliation
                        .on(maker, TODAY, Reconciliation.From.START)
                        .agreed()
                        .items())
                .hasSize(day.agreeing())
                .hasSize(1);
    }

    private record TestLease(long fence, AtomicInteger guarded) implements Leases.Lease {
        @Override
        public void guard() {
            guarded.incrementAndGet();
        }
    }

    @Test
    void eachDayIsComparedOnceAfterItIsOver() throws Exception {
        paid(500);
        TestLease lease = new TestLease(7, new AtomicInteger());
        LocalDate tomorrow = TODAY.plusDays(1);
        assertThat(runs.runNext(fund, TODAY, lease, NOW))
                .as("not before it is over")
                .isFalse();
        assertThat(runs.runNext(fund, tomorrow, lease, NEXT_MORNING)).isTrue();
        assertThat(runs.runNext(fund, tomorrow, lease, NEXT_MORNING)).isFalse();
        assertThat(lease.guarded()).hasValue(1);
        assertThat(runs.newest(maker, "").items()).singleElement().satisfies(run -> {
            assertThat(run.day()).isEqualTo(TODAY);
            assertThat(run.ours()).isEqualTo(run.bank()).isEqualTo(Money.ofFen(-500));
            assertThat(run.differing()).isZero();
        });
        assertThatThrownBy(() -> jdbc.sql("delete from payment.daily_run where fund = :fund")
                        .param("fund", fund.code())
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aDayComparedByAClockThatRanAheadKeepsNoOtherDayWaiting() throws Exception {
        paid(500);
        TestLease lease = new TestLease(7, new AtomicInteger());
        LocalDate ahead = TODAY.plusDays(100);
        assertThat(runs.runNext(fund, ahead, lease, NEXT_MORNING)).isTrue();
        LocalDate far = runs.newest(maker, "").items().get(0).day();
        assertThat(far).isAfter(TODAY.plusDays(60));
        LocalDate third = TODAY.plusDays(3);
        while (runs.runNext(fund, third, lease, NEXT_MORNING)) {
            assertThat(runs.newest(maker, "").items()).hasSizeLessThan(10);
        }
        assertThat(runs.newest(maker, "").items())
                .extracting(DailyRuns.Run::day)
                .containsExactly(far, TODAY.plusDays(2), TODAY.plusDays(1), TODAY);
    }

    @Test
    void aHolderWhoseLeaseHasPassedOnWritesNothing() throws Exception {
        paid(500);
        Leases.Lease stale = new Leases.Lease() {
            @Override
            public long fence() {
                return 1;
            }

            @Override
            public void guard() {
                throw new IllegalStateException("overtaken");
            }
        };
        assertThatThrownBy(() -> runs.runNext(fund, TODAY.plusDays(1), stale, NEXT_MORNING))
                .hasMessage("overtaken");
        assertThat(runs.newest(maker, "").items()).isEmpty();
    }

    @Test
    void evidenceIsKeptAsItCameAndCannotBeChanged() throws Exception {
        NewInstruction benefit = paid(500);
        String id = payments.of(fund, benefit.cause()).get(0).endToEnd();
        notice("B9", "DBIT", "5.00", id);
        Discrepancy open = discrepancies.open(maker, "").items().get(0);
        byte[] pdf = "%PDF-1.7 receipt".getBytes(StandardCharsets.US_ASCII);
        discrepancies.propose(maker, open.id(), Settlement.AS_BOOKED, "银行回单", Evidence.of("回单/..\\1.pdf", pdf), NOW);
        Evidence.Kept kept =
                discrepancies.papers(checker, List.of(open)).get(open.id()).get(0);
        assertThat(kept.name()).isEqualTo("回单..1.pdf");
        assertThat(discrepancies.paper(checker, open.id(), kept.id()).bytes()).isEqualTo(pdf);
        assertThatThrownBy(() -> jdbc.sql("update payment.evidence set name = 'x' where fund = :fund")
                        .param("fund", fund.code())
                        .update())
                .isInstanceOf(DataAccessException.class);
        for (byte[] none : new byte[][] {{'M', 'Z', 0, 1}, {}, new byte[(10 << 20) + 1]}) {
            assertThatThrownBy(() -> Evidence.of("virus.exe", none)).hasMessage("payment_evidence_file");
        }
        Settled.by(discrepancies, checker, open.id(), NOW);
    }
}
