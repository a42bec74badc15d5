package org.tongzhou.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tongzhou.document.ReceiptReading.Field;
import org.tongzhou.document.ReceiptReading.Item;
import org.tongzhou.document.picture.QrCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReceiptReadingTest {
    private static final List<String> TEXTS =
            List.of("hospital", "payer", "sex", "inNo", "dept", "from", "to", "date", "code", "no", "chk", "diag");
    private static final List<String> AMOUNTS =
            List.of("pool", "other", "account", "selfScope", "selfOut", "total", "cash");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void everyFieldOfTheXmlIsExact(int number) throws Exception {
        holdAgainst(truth(number), XmlReceipt.read(bytes("receipt-" + number + ".xml")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void everyFieldOfThePdfIsExact(int number) throws Exception {
        try (PDDocument document = Loader.loadPDF(bytes("receipt-" + number + ".pdf"))) {
            ReceiptReading reading = PdfReceipt.read(document);
            holdAgainst(truth(number), reading);
            assertThat(reading.fields().values())
                    .allMatch(field -> field.box() != null && field.box().width() > 0);
        }
    }

    @Test
    void anAmountThatDoesNotAddUpIsDoubtful() throws Exception {
        String changed = text("receipt-1.xml").replace("<SelfpaymentCost>1880.00", "<SelfpaymentCost>1080.00");
        ReceiptReading reading = XmlReceipt.read(changed.getBytes(StandardCharsets.UTF_8));
        assertThat(reading.checks()).anyMatch(check -> !check.holds());
        assertThat(reading.fields().get("selfOut").doubtful()).isTrue();
        assertThat(reading.fields().get("total").doubtful()).isFalse();
    }

    /** Total = sum of items = fund + other + account + cash: whoever takes part in a sum that fails is doubtful, others are not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<ItemAmount>(\\d); <ItemAmount>9$1; items_sum; total",
                "<OtherPayAmount>; <OtherPayAmount>1; parts_sum; total pool other account cash",
                "<TotalAmount>; <TotalAmount>1; items_sum parts_sum; total pool other account cash"
            })
    void aSumThatFailsMakesItsPartsDoubtful(String found, String changed, String checks, String doubtful)
            throws Exception {
        String xml = text("receipt-1.xml").replaceFirst(found, changed);
        ReceiptReading reading = XmlReceipt.read(xml.getBytes(StandardCharsets.UTF_8));
        assertThat(reading.checks())
                .filteredOn(check -> !check.holds())
                .extracting(ReceiptReading.Check::code)
                .containsExactlyInAnyOrder(checks.split(" "));
        assertThat(reading.fields().keySet())
                .filteredOn(name -> reading.fields().get(name).doubtful())
                .containsExactlyInAnyOrder(doubtful.split(" "));
    }

    @Test
    void anAmountInWordsThatSaysAnotherThanTheFiguresMakesTheTotalDoubtful() {
        Map<String, Field> fields = new TreeMap<>();
        List.of("total", "pool").forEach(name -> fields.put(name, new Field("1931012", 1, false, null)));
        List.of("other", "account", "cash").forEach(name -> fields.put(name, new Field("0", 1, false, null)));
        List<Item> items = List.of(new Item("西药费", 1_931_012, 1, false, null));
        ReceiptReading same = ReceiptChecks.of(fields, items, "壹万玖仟叁佰壹拾圆壹角贰分");
        assertThat(same.checks()).contains(new ReceiptReading.Check("capital_figures", true));
        assertThat(same.fields().get("total").doubtful()).isFalse();
        ReceiptReading other = ReceiptChecks.of(fields, items, "壹万玖仟肆佰壹拾元壹角贰分");
        assertThat(other.checks()).contains(new ReceiptReading.Check("capital_figures", false));
        assertThat(other.fields().get("total").doubtful()).isTrue();
    }

    @Test
    void theCodeIsBelievedBeforeTheLettersAndALetterSurelyPrintedOtherwiseIsTold() {
        ReceiptQr qr = ReceiptQr.of(
                        new QrCode("01,06,42060126,0021450087,19310.12,20260428,a15e77", 0, 0.8, 0.1, 0.1, 0.1), 1)
                .orElseThrow();
        Map<String, Field> fields = new TreeMap<>(Map.of(
                "no", new Field("0021450081", 0.6, false, null),
                "chk", new Field("a15e71", 0.99, false, null)));
        assertThat(qr.over(fields)).containsExactly("chk");
        assertThat(fields).extractingByKey("no").isEqualTo(new Field("0021450087", 1, false, qr.box()));
        assertThat(fields.get("total").value()).isEqualTo("1931012");
        assertThat(fields.get("date").value()).isEqualTo("2026-04-28");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><EInvoice><Diagnosis>&x;</Diagnosis></EInvoice>",
                "<?xml version='1.0'?><EInvoice><Header>",
                "<?xml version='1.0'?><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a></a></a></a></a></a></a></a></a></a>"
            })
    void hostileXmlIsRefusedInWords(String xml) {
        assertThatThrownBy(() -> XmlReceipt.read(xml.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadablePaper.class)
                .hasMessage("paper_xml_broken");
    }

    @Test
    void amountsWithExponentsNeverReachANumberParser() throws Exception {
        String changed = text("receipt-1.xml").replace("48316.72", "1E50000000");
        ReceiptReading reading = XmlReceipt.read(changed.getBytes(StandardCharsets.UTF_8));
        assertThat(reading.money("total")).isEmpty();
        assertThat(reading.checks()).anyMatch(check -> !check.holds());
    }

    /** The picture of the paper shows one of them; which one the file's program read nobody can know. */
    @ParameterizedTest
    @CsvSource({
        "EInvoiceNumber, 0099887766, no",
        "PayerPartyName, 某某, payer",
        "InHospitalDate, 2026-01-01, from",
        "SelfpaymentAmount, 1.00, selfScope"
    })
    void aFieldThatTheXmlSaysTwiceAndEachTimeOtherwiseIsDoubtful(String element, String other, String name)
            throws Exception {
        String xml = text("receipt-1.xml");
        String again = "<" + element + ">" + other + "</" + element + ">";
        int behind = xml.indexOf("</" + element + ">") + element.length() + 3;
        String twice = xml.substring(0, behind) + again + xml.substring(behind);
        ReceiptReading plain = XmlReceipt.read(xml.getBytes(StandardCharsets.UTF_8));
        ReceiptReading reading = XmlReceipt.read(twice.getBytes(StandardCharsets.UTF_8));
        assertThat(plain.fields().get(name).doubtful()).isFalse();
        assertThat(reading.fields().get(name).doubtful()).isTrue();
        assertThat(reading.text(name)).isEqualTo(plain.text(name));
    }

    @Test
    void aNumberTooLongForAnAmountInYuanIsNotTakenForOneInFen() throws Exception {
        String changed = text("receipt-1.xml").replace("48316.72", "00000004831672");
        ReceiptReading reading = XmlReceipt.read(changed.getBytes(StandardCharsets.UTF_8));
        assertThat(reading.money("total")).isEmpty();
    }

    private static void holdAgainst(JsonNode truth, ReceiptReading reading) {
        for (String name : TEXTS) {
            assertThat(reading.text(name)).as(name).isEqualTo(truth.get(name).asString());
        }
        for (String name : AMOUNTS) {
            assertThat(reading.money(name).orElseThrow().fen())
                    .as(name)
                    .isEqualTo(truth.get(name).asLong());
        }
        assertThat(reading.items()).hasSize(truth.get("items").size());
        for (int i = 0; i < reading.items().size(); i++) {
            assertThat(reading.items().get(i).name())
                    .isEqualTo(truth.get("items").get(i).get(0).asString());
            assertThat(reading.items().get(i).fen())
                    .isEqualTo(truth.get("items").get(i).get(1).asLong());
        }
        assertThat(reading.checks()).allMatch(ReceiptReading.Check::holds);
        assertThat(reading.fields().values()).noneMatch(ReceiptReading.Field::doubtful);
    }

    private static JsonNode truth(int number) throws IOException {
        return JsonMapper.shared().readTree(bytes("receipt-" + number + ".json"));
    }

    static String text(String name) throws IOException {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String name) throws IOException {
        try (var in = ReceiptReadingTest.class.getResourceAsStream("/inputs/receipts/" + name)) {
            return java.util.Objects.requireNonNull(in).readAllBytes();
        }
    }
}
