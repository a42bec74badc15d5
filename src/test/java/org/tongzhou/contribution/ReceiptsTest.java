package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.testing.Refused.refused;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.tongzhou.organisation.Payer;
import org.tongzhou.shell.Words;

class ReceiptsTest extends FeeRoom {
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
    void eachPayerHasAReceiptOfItsOwnInCapitalFigures() throws IOException {
        Bill bill = bill(1);
        refused("receipt_none", () -> receipts.pdf(finance, bill.id(), Words.of(Words.ZH)));
        in.upload(line("95.00", bill.reference()));
        List<Receipts.Slip> slips = receipts.inForce(finance, bill.id());
        assertThat(slips).extracting(Receipts.Slip::payer).containsExactly(Payer.WORKER, Payer.EMPLOYER);
        byte[] pdf = receipts.pdf(finance, bill.id(), Words.of(Words.ZH));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            assertThat(new PDFTextStripper().getText(document))
                    .contains("人民币肆拾柒元伍角整", "代收职工个人", "47.50", bill.unitName())
                    .contains(slips.get(0).number(), slips.get(1).number());
        }
    }

    @Test
    void aPayerWhoHasPaidHasItsReceiptWhileTheOtherOwes() {
        Bill bill = bill(2);
        String employer = bill.parts().get(1).reference();
        in.upload(line("95.00", employer));
        assertThat(receipts.inForce(finance, bill.id()))
                .singleElement()
                .satisfies(slip -> assertThat(slip.payer()).isEqualTo(Payer.EMPLOYER));
        in.upload(line("95.00", bill.reference()));
        assertThat(receipts.inForce(finance, bill.id())).hasSize(2);
    }

    @Test
    void aReceiptOverAWholeBillOfEarlierDaysStillCountsAndIsMadeVoid() {
        Bill bill = bill(1);
        jdbc.sql("""
                        insert into contribution.receipt (fund, number, bill, turn, amount_fen, issued_at)
                        values (42, '2025-' || lpad(:bill::text, 6, '0'), :bill, 1, 9500, now())
                        """).param("bill", bill.id().value()).update();
        in.upload(line("95.00", bill.reference()));
        assertThat(receipts.inForce(finance, bill.id()))
                .singleElement()
                .satisfies(slip -> assertThat(slip.payer()).isNull());
        String taken = "2026-02-10," + SomeCredits.serial() + ",-95.00,某单位,冲正 " + bill.reference();
        in.upload(taken);
        assertThat(receipts.inForce(finance, bill.id())).isEmpty();
    }
}
