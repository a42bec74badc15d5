package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tongzhou.payment.iso.CreditTransfer;
import org.tongzhou.payment.iso.PainVersion;
import org.tongzhou.simulator.FileDesk;

/** The same payout over SFTP, with a real server on the other side. */
class SftpLineTest extends PaymentTest {
    private FileDesk desk;
    private SftpBankLink sftp;

    @BeforeEach
    void openForFiles() throws IOException {
        connect("", Duration.ofSeconds(30));
    }

    private void connect(String script, Duration timeout) throws IOException {
        bankBehaves(script);
        desk = bank.openForFiles(book(), 0);
        sftp = link(desk.fingerprint(), timeout);
    }

    private SftpBankLink link(String fingerprint, Duration timeout) {
        return link(desk.port(), fingerprint, timeout);
    }

    private static SftpBankLink link(int port, String fingerprint, Duration timeout) {
        CreditTransfer.Party account = new CreditTransfer.Party("专户", "17200001040001234", "农业银行");
        return new SftpBankLink(
                new BankSettings(
                        "sftp://tongzhou@127.0.0.1:" + port,
                        SECRET,
                        account,
                        PainVersion.V09,
                        timeout,
                        timeout.plusMillis(100),
                        Duration.ZERO),
                new SftpTrust(fingerprint, null));
    }

    @AfterEach
    void hangUp() {
        sftp.close();
    }

    private List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("bank.log.files").resolve(folder))) {
            return files.map(each -> each.getFileName().toString()).toList();
        }
    }

    @Test
    void aBenefitIsPaidByFilesAndTheDaysStatementIsTaken() throws Exception {
        NewInstruction benefit = instructed(841_250, "6228480000003390");
        Batch batch = batches.get(maker, released());
        untilSettled(sftp, NOW, 100);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(names("done")).contains(batch.fileName());
        assertThat(names("in")).as("nothing is left half-written").isEmpty();
        dispatcher.round(fund, sftp, NOW.plus(Duration.ofDays(1)));
        assertThat(names("taken")).containsExactly("statement_2026-02-10.xml");
        assertThat(jdbc.sql("select opening_fen - closing_fen from payment.bank_statement where fund = :fund")
                        .param("fund", fund.code())
                        .query(Long.class)
                        .single())
                .isEqualTo(841_250);
        assertThat(discrepancies.openCount(fund)).isZero();
    }

    /** Of a file larger than a message may be, the beginning is read; whoever looks after the bank's files has the whole. */
    @Test
    void aFileThatIsTooLargeOrCutIsListedForPeopleAndTheOthersAreTaken() throws Exception {
        NewInstruction benefit = instructed(841_250, "6228480000003390");
        released();
        untilSettled(sftp, NOW, 100);
        Path out = directory.resolve("bank.log.files").resolve("out");
        Files.writeString(out.resolve("statement_2026-02-01.csv"), "交易日期,流水号,借方金额,贷方金额\n2026-02-0,B7,1.00,");
        try (RandomAccessFile large = new RandomAccessFile(
                Files.writeString(out.resolve("statement_2026-02-02.xml"), "<Document xmlns=\"camt.053\">")
                        .toFile(),
                "rw")) {
            large.setLength(1L << 30);
        }
        dispatcher.round(fund, sftp, NOW.plus(Duration.ofDays(1)));
        assertThat(names("taken"))
                .containsExactlyInAnyOrder(
                        "statement_2026-02-01.csv", "statement_2026-02-02.xml", "statement_2026-02-10.xml");
        assertThat(directory.resolve("bank.log.files/taken/statement_2026-02-02.xml"))
                .as("the original is kept")
                .hasSize(1L << 30);
        assertThat(discrepancies.open(maker, "").items())
                .extracting(Discrepancy::kind, Discrepancy::claimed)
                .containsExactly(
                        tuple(DiscrepancyKind.UNREADABLE, "payment_answer_day"),
                        tuple(DiscrepancyKind.UNREADABLE, "payment_answer_too_big"));
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
    }

    @Test
    void nothingIsSaidToAServerWithAnotherHostKey() throws Exception {
        NewInstruction benefit = instructed(500_000, "6228480000008127");
        released();
        try (SftpBankLink elsewhere = link("SHA256:" + "A".repeat(43), Duration.ofSeconds(5))) {
            dispatcher.round(fund, elsewhere, NOW);
        }
        assertThat(state(benefit)).isEqualTo(InstructionState.UNKNOWN);
        assertThat(names("done")).isEmpty();
        assertThat(credits()).isEmpty();
        assertThatThrownBy(() -> new SftpTrust("", null)).hasMessageContaining("must be pinned");
    }

    @Test
    void anAnswerThatIsLostOrCutIsAskedAboutAndNothingIsSentTwice() throws Exception {
        sftp.close();
        connect("seed=3; loseAnswer=0.3; truncate=0.3", Duration.ofMillis(600));
        NewInstruction benefit = instructed(500_000, "6228480000008127");
        released();
        untilSettled(sftp, NOW, 100);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(credits().values())
                .singleElement()
                .satisfies(sums -> assertThat(sums[0]).isEqualTo(1));
    }

    @Test
    void aBankThatDripsIsNotReadBeyondTheTimeout() throws Exception {
        sftp.close();
        Path out = directory.resolve("bank.log.files").resolve("out");
        Files.write(out.resolve("statement_2026-02-01.csv"), new byte[1 << 20]);
        try (DrippingRelay relay = DrippingRelay.to(desk.port(), 1 << 16)) {
            sftp = link(relay.port(), desk.fingerprint(), Duration.ofSeconds(2));
            assertTimeoutPreemptively(
                    Duration.ofSeconds(30),
                    () -> assertThatThrownBy(() -> sftp.fetch("statement_2026-02-01.csv"))
                            .isInstanceOf(BankSilence.class)
                            .hasMessage("no whole answer within PT2S"));
        }
    }
}
