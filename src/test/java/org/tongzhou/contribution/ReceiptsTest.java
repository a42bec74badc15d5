package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Actor;
import org.tongzhou.shell.Words;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class ReceiptsTest {
    @Autowired
    private Receipts receipts;

    @Autowired
    private SomeBills someBills;

    @Autowired
    private SomeCredits in;

    @Autowired
    private TestData some;

    @Autowired
    private JdbcClient jdbc;

    private Actor finance;

    @BeforeEach
    void somebodyOfFinance() {
        finance = in.finance();
    }

    @Test
    void receiptsAreNumberedWithoutGaps() {
        List<Bill> paid = IntStream.range(0, 5).mapToObj(i -> bill(1)).toList();
        paid.parallelStream().forEach(bill -> in.upload(line("95.00", bill.reference())));
        List<Integer> numbers = jdbc.sql("select split_part(number, '-', 2)::int as n from contribution.receipt"
                        + " where fund = 42 and number like '2026-%' order by n")
                .query(Integer.class)
                .list();
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    @Test
    void aReceiptStatesTheAmountInCapitalFigures() throws java.io.IOException {
        Bill bill = bill(1);
        refused("receipt_none", () -> receipts.pdf(finance, bill.id(), Words.of(Words.ZH)));
        in.upload(line("95.00", bill.reference()));
        byte[] pdf = receipts.pdf(finance, bill.id(), Words.of(Words.ZH));
        try (var document = org.apache.pdfbox.Loader.loadPDF(pdf)) {
            assertThat(new org.apache.pdfbox.text.PDFTextStripper().getText(document))
                    .contains("人民币玖拾伍元整", bill.reference(), "95.00", bill.unitName());
        }
    }

    private Bill bill(int people) {
        return someBills.of(some.unit(DAYE), people);
    }
}
