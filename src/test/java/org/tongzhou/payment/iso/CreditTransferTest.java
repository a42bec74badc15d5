package org.tongzhou.payment.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Money;

class CreditTransferTest {
    private static final CreditTransfer.Party FUND =
            new CreditTransfer.Party("湖北省职工互助保障资金专户", "17200001040001234", "中国农业银行");

    static CreditTransfer transfer(List<CreditTransfer.Payment> payments) {
        return new CreditTransfer(
                PainVersion.V09,
                "TZ42B17-K7M2QX8P",
                Instant.parse("2026-02-10T06:20:00Z"),
                LocalDate.of(2026, 2, 10),
                FUND,
                payments);
    }

    static CreditTransfer.Payment payment(String id, String name, long fen) {
        return new CreditTransfer.Payment(
                id, Money.ofFen(fen), new CreditTransfer.Party(name, "6228480000000004", "建设银行"), "职工互助金 20260001");
    }

    @Test
    void aMessageIsValidByItsSchemaAndCountsUp() {
        CreditTransfer transfer = transfer(List.of(payment("TZ42I1-A", "冯建军", 841_250), payment("TZ42I2-B", "郑红", 1)));
        byte[] xml = CreditTransferWriter.write(transfer);
        CreditTransferCheck.verify(PainVersion.V09, xml, 2, Money.ofFen(841_251));
        assertThat(new String(xml, StandardCharsets.UTF_8))
                .contains("<InstdAmt Ccy=\"CNY\">8412.50</InstdAmt>", "<Nm>冯建军</Nm>", "<CtrlSum>8412.51</CtrlSum>");
    }

    @Test
    void laterVersionsSayTheSameUnderTheirOwnNameAndAreCheckedByTheirOwnSchema() {
        CreditTransfer first = transfer(List.of(payment("TZ42I1-A", "冯建军", 841_250)));
        String words = new String(CreditTransferWriter.write(first), StandardCharsets.UTF_8);
        for (PainVersion version : PainVersion.values()) {
            byte[] xml = CreditTransferWriter.write(new CreditTransfer(
                    version, first.msgId(), first.createdAt(), first.executionDay(), first.debtor(), first.payments()));
            CreditTransferCheck.verify(version, xml, 1, Money.ofFen(841_250));
            assertThat(new String(xml, StandardCharsets.UTF_8))
                    .isEqualTo(words.replace("pain.001.001.09", version.code()));
            PainVersion other = version == PainVersion.V09 ? PainVersion.V12 : PainVersion.V09;
            assertThatThrownBy(() -> CreditTransferCheck.verify(other, xml, 1, Money.ofFen(841_250)))
                    .hasMessageContaining("not valid");
        }
        assertThatThrownBy(() -> PainVersion.of("pain.001.001.03")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rareCharactersAndMarkupInNamesSurvive() {
        String name = "吾守尔·艾买提 𠮷 昇 㐂 <&>\"'";
        byte[] xml = CreditTransferWriter.write(transfer(List.of(payment("TZ42I1-A", name, 100))));
        CreditTransferCheck.verify(PainVersion.V09, xml, 1, Money.ofFen(100));
        List<String> names = new ArrayList<>();
        IsoReader.read(new java.io.ByteArrayInputStream(xml), Set.of(PainVersion.V09.code()), leaf -> {
            if (leaf.path().endsWith("CdtTrfTxInf/Cdtr/Nm")) {
                names.add(leaf.text());
            }
        });
        assertThat(names).containsExactly(name);
        assertThat(new String(xml, StandardCharsets.UTF_8)).contains("𠮷").doesNotContain("&#");
    }

    @Test
    void theSameTransferGivesTheSameBytes() {
        CreditTransfer transfer = transfer(List.of(payment("TZ42I1-A", "冯建军", 841_250)));
        assertThat(CreditTransferWriter.write(transfer)).isEqualTo(CreditTransferWriter.write(transfer));
    }

    @Test
    void aMessageThatIsNotTheBatchIsStoppedAtTheGate() {
        CreditTransfer transfer = transfer(List.of(payment("TZ42I1-A", "冯建军", 841_250)));
        byte[] xml = CreditTransferWriter.write(transfer);
        assertThatThrownBy(() -> CreditTransferCheck.verify(PainVersion.V09, xml, 1, Money.ofFen(841_251)))
                .hasMessageContaining("8412.50");
        assertThatThrownBy(() -> CreditTransferCheck.verify(PainVersion.V09, xml, 2, Money.ofFen(841_250)))
                .hasMessageContaining("1 payments");
    }

    @Test
    void whatTheSchemaForbidsIsStoppedAtTheGate() {
        byte[] zero = CreditTransferWriter.write(transfer(List.of(payment("TZ42I1-A", "冯建军", 0))));
        assertThatThrownBy(() -> CreditTransferCheck.verify(PainVersion.V09, zero, 1, Money.ZERO))
                .hasMessageContaining("not valid");
        byte[] noName = CreditTransferWriter.write(transfer(List.of(payment("TZ42I1-A", "", 5))));
        assertThatThrownBy(() -> CreditTransferCheck.verify(PainVersion.V09, noName, 1, Money.ofFen(5)))
                .hasMessageContaining("not valid");
    }

    @Test
    void aTextThatXmlCannotCarryIsRefusedWhenWriting() {
        assertThatThrownBy(() -> CreditTransferWriter.write(transfer(List.of(payment("TZ42I1-A", "冯\u0001军", 5)))))
                .isInstanceOf(RuntimeException.class);
    }
}
