package org.tongzhou.hospital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tongzhou.claim.FactField;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bundles in the styles of others say what they say, to the fen; what is no such bundle is refused by name. */
class BundleCorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/fhir");
    private static final Sender HOSPITAL = new Sender(1, 1, "样例医院", Sender.Kind.HOSPITAL, "/42/", true, Instant.EPOCH);

    private final FhirMessages messages = new FhirMessages(FhirMessages.threads(), Duration.ofMinutes(2));

    @TestFactory
    Stream<DynamicTest> everyStyleIsUnderstood() throws IOException {
        JsonNode expected = JsonMapper.shared().readTree(Files.readAllBytes(CORPUS.resolve("expected.json")));
        return expected.properties().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Path json = CORPUS.resolve(entry.getKey() + ".json");
                    FhirForm form = Files.exists(json) ? FhirForm.JSON : FhirForm.XML;
                    byte[] body =
                            Files.readAllBytes(form == FhirForm.JSON ? json : CORPUS.resolve(entry.getKey() + ".xml"));
                    assertThat(told(form, body)).isEqualTo(entry.getValue());
                    FhirForm other = form == FhirForm.JSON ? FhirForm.XML : FhirForm.JSON;
                    String again = messages.write(other, messages.bundle(form, body));
                    assertThat(told(other, again.getBytes(StandardCharsets.UTF_8)))
                            .as("the same in the other form")
                            .isEqualTo(entry.getValue());
                }));
    }

    private JsonNode told(byte[] body) {
        return told(FhirForm.JSON, body);
    }

    private JsonNode told(FhirForm form, byte[] body) {
        BundleReader.Told told = new BundleReader(messages.bundle(form, body), HOSPITAL).read();
        JsonMapper mapper = JsonMapper.shared();
        var root = mapper.createObjectNode();
        var stays = root.putArray("stays");
        for (ReportedStay stay : told.stays()) {
            var node = stays.addObject();
            node.put("number", stay.number());
            node.put("name", stay.name());
            node.put("id", stay.idNumber());
            var facts = node.putObject("facts");
            stay.facts().forEach((field, value) -> facts.put(field.code(), value));
        }
        var remarks = root.putArray("remarks");
        told.remarks().forEach(remark -> remarks.add(remark.code()));
        var unused = root.putArray("unused");
        told.unused().forEach(unused::add);
        return root;
    }

    @Test
    void whatIsNoSuchBundleIsRefusedByName() {
        Map<String, String> bodies = new TreeMap<>(Map.of(
                "", "not_fhir",
                "<Bundle xmlns=\"http://hl7.org/fhir\"/>", "not_json",
                "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"type\":\"message\"}", "not_json",
                "{\"resourceType\":\"Nothing\"}", "not_fhir",
                "{\"resourceType\":\"Patient\"}", "no_bundle",
                "[]", "not_fhir",
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}", "kind",
                "{\"resourceType\":\"Bundle\"}", "kind",
                "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}", "no_stay"));
        bodies.put(bundle("{\"resourceType\":\"Claim\",\"total\":{\"value\":1E50000000}}"), "number");
        bodies.put("{\"a\":".repeat(60) + "1" + "}".repeat(60), "too_deep");
        bodies.put(bundle("{\"resourceType\":\"Claim\",\"total\":{\"value\":" + "9".repeat(5_000) + "}}"), "too_deep");
        bodies.put(bundle("{\"resourceType\":\"Basic\"},".repeat(2_001) + "{\"resourceType\":\"Basic\"}"), "too_many");
        bodies.put(" ".repeat(FhirMessages.MOST_BYTES + 1), "too_large");
        bodies.forEach((body, code) -> assertThatThrownBy(() -> told(body.getBytes(StandardCharsets.UTF_8)))
                .as(body.substring(0, Math.min(80, body.length())))
                .isInstanceOfSatisfying(
                        FhirFault.class, fault -> assertThat(fault.code()).isEqualTo(code)));
    }

    @Test
    void xmlThatIsNoSuchBundleIsRefusedByName() {
        String open = "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"collection\"/>";
        Map<String, String> bodies = new TreeMap<>(Map.of(
                "",
                "not_xml",
                "{}",
                "not_xml",
                open,
                "not_xml",
                "<!DOCTYPE Bundle [<!ENTITY a \"b\">]>" + open + "</Bundle>",
                "xml_entities",
                open + "<id value=\"&a;\"/></Bundle>",
                "not_fhir",
                "<?xml version=\"1.0\" encoding=\"GB18030\"?>" + open + "</Bundle>",
                "encoding",
                "<html/>",
                "not_fhir",
                "<Patient xmlns=\"http://hl7.org/fhir\"/>",
                "no_bundle",
                open + "</Bundle>",
                "no_stay"));
        bodies.put(open + "<entry>".repeat(70) + "</entry>".repeat(70) + "</Bundle>", "too_deep");
        bodies.put(open + "<total value=\"" + "9".repeat(5_000) + "\"/></Bundle>", "too_deep");
        bodies.forEach((body, code) -> assertThatThrownBy(
                        () -> told(FhirForm.XML, body.getBytes(StandardCharsets.UTF_8)))
                .as(body.substring(0, Math.min(80, body.length())))
                .isInstanceOfSatisfying(
                        FhirFault.class, fault -> assertThat(fault.code()).isEqualTo(code)));
    }

    @Test
    void aDayThatIsNoneIsNoDay() {
        String stay = "{\"resourceType\":\"Encounter\",\"status\":\"finished\",\"class\":{\"code\":\"IMP\"},"
                + "\"period\":{\"start\":\"2026-01-01\",\"end\":\"2026-13-45T99:00:00Z\"}}";
        refusedAs("not_discharged", () -> told(bundle(stay).getBytes(StandardCharsets.UTF_8)));
    }

    /** A hospital that leaves the offset out means its own clock, wherever the machine stands. */
    @Test
    void aTimeWithoutAnOffsetIsOfTheDayThatIsWritten() {
        TimeZone machine = TimeZone.getDefault();
        try {
            for (String zone : List.of("UTC", "Asia/Shanghai", "Pacific/Auckland")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                assertThat(discharged("2026-12-31T17:00:00")).as(zone).isEqualTo("2026-12-31");
                assertThat(discharged("2026-12-31T17:00:00.123")).as(zone).isEqualTo("2026-12-31");
                assertThat(discharged("2026-12-31T17:00:00Z")).as(zone).isEqualTo("2027-01-01");
                assertThat(discharged("2026-12-31T17:00:00+08:00")).as(zone).isEqualTo("2026-12-31");
                assertThat(discharged("2026-12-31T17:00:00-03:00")).as(zone).isEqualTo("2027-01-01");
            }
        } finally {
            TimeZone.setDefault(machine);
        }
    }

    private String discharged(String end) {
        return String.valueOf(facts(STAY.replace("2026-01-03", end)).get(FactField.DISCHARGED));
    }

    private static final String STAY = """
            {"resourceType":"Patient","id":"p","name":[{"text":"甲"}]},{"resourceType":"Encounter","id":"e","status":"finished",
             "class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2026-01-01","end":"2026-01-03"}}""";

    @Test
    void resourcesOfOtherEditionsAreLeftOutAndNamedAndTheRestIsRead() {
        String note = "\"contained\":[{\"resourceType\":\"WardNote\",\"text\":\"x\"}],\"id\":\"p\"";
        String more = ",{\"resourceType\":\"BedTransfer\",\"id\":\"x\",\"bed\":[{\"no\":7}]}";
        byte[] json = bundle(STAY.replace("\"id\":\"p\"", note) + more).getBytes(StandardCharsets.UTF_8);
        assertThat(foreign(FhirForm.JSON, json)).containsExactly("0 WardNote", "2 BedTransfer");
        String xml = messages.write(FhirForm.XML, messages.bundle(FhirForm.JSON, json))
                .replaceAll("<Basic.*?</Basic>", "<Ward><id value=\"x\"/><code><text value=\"x\"/></code></Ward>")
                .replace("<Bundle", "<f:Bundle")
                .replaceAll("<(/?)(?!f:)", "<$1f:")
                .replace("xmlns=", "xmlns:f=");
        assertThat(foreign(FhirForm.XML, xml.getBytes(StandardCharsets.UTF_8))).containsExactly("0 Ward", "2 Ward");
        refusedAs(
                "type_unknown",
                () -> told(bundle("{\"resourceType\":\"BedTransfer\"}").getBytes(StandardCharsets.UTF_8)));
        refusedAs("not_fhir", () -> told(bundle("{\"id\":\"x\"}").getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> foreign(FhirForm form, byte[] body) {
        BundleReader.Told told = new BundleReader(messages.bundle(form, body), HOSPITAL).read();
        assertThat(told.stays()).hasSize(1);
        return told.remarks().stream()
                .filter(remark -> remark.code().equals("type_unknown"))
                .map(remark -> remark.entry() + " " + remark.details().get(0))
                .toList();
    }

    @Test
    void whatWasPaidForAnotherPatientOfTheBundleIsNotTheStays() {
        String child = ",{\"resourceType\":\"Patient\",\"id\":\"q\"},{\"resourceType\":\"Claim\",\"patient\":"
                + "{\"reference\":\"Patient/q\"},\"total\":{\"value\":900},\"diagnosis\":[{\"sequence\":1,"
                + "\"diagnosisCodeableConcept\":{\"text\":\"新生儿黄疸\"}}]}";
        assertThat(facts(STAY + child)).doesNotContainKeys(FactField.TOTAL, FactField.DIAGNOSIS);
        assertThat(facts(STAY + child.replace("Patient/q", "Patient/p")))
                .containsEntry(FactField.TOTAL, "90000")
                .containsEntry(FactField.DIAGNOSIS, "新生儿黄疸");
    }

    @Test
    void everyDiagnosisWithACodeIsKeptTheMainOneFirst() {
        String others = ",{\"resourceType\":\"Claim\",\"patient\":{\"reference\":\"Patient/p\"},\"diagnosis\":["
                + diagnosis(2, "乳腺癌 C50.9") + ", " + diagnosis(1, "恶性肿瘤化学治疗 Z51.1") + ", " + diagnosis(3, "乏力")
                + ", " + diagnosis(4, "乳腺癌 C50.9") + "]}";
        assertThat(facts(STAY + others)).containsEntry(FactField.DIAGNOSIS, "恶性肿瘤化学治疗 Z51.1；乳腺癌 C50.9");
    }

    @Test
    void clinicalCodesWithoutAFourthDigitAreKept() {
        String others = ",{\"resourceType\":\"Claim\",\"patient\":{\"reference\":\"Patient/p\"},\"diagnosis\":["
                + diagnosis(1, "卵巢恶性肿瘤 C56.x00") + ", " + diagnosis(2, "甲状腺恶性肿瘤 C73.x00x003") + "]}";
        assertThat(facts(STAY + others)).containsEntry(FactField.DIAGNOSIS, "卵巢恶性肿瘤 C56.x00；甲状腺恶性肿瘤 C73.x00x003");
    }

    /** What has no room goes whole: half a code would be another. */
    @Test
    void diagnosesThatHaveNoRoomAreLeftOutWhole() {
        String others = IntStream.rangeClosed(1, 30)
                .mapToObj(n -> diagnosis(n, "一个很长很长的诊断 K%02d.2".formatted(n)))
                .collect(Collectors.joining(", "));
        String claim = ",{\"resourceType\":\"Claim\",\"patient\":{\"reference\":\"Patient/p\"},\"diagnosis\":[" + others
                + "]}";
        assertThat(facts(STAY + claim).get(FactField.DIAGNOSIS))
                .hasSizeBetween(180, 200)
                .endsWith(".2");
    }

    private static String diagnosis(int sequence, String text) {
        return "{\"sequence\":" + sequence + ",\"diagnosisCodeableConcept\":{\"text\":\"" + text + "\"}}";
    }

    @Test
    void aPartOfWhatOthersPaidThatTwoPlacesContradictIsNotTaken() {
        String parts = ",{\"resourceType\":\"ClaimResponse\",\"total\":[" + part("oth_pay", "10") + ", "
                + part("maf_pay", "5") + "]}";
        assertThat(facts(STAY + parts)).containsEntry(FactField.OTHER, "1500");
        assertThat(facts(STAY + parts + parts)).containsEntry(FactField.OTHER, "1500");
        assertThat(facts(STAY + parts + parts.replace("10", "30"))).doesNotContainKey(FactField.OTHER);
    }

    private static String part(String code, String yuan) {
        return "{\"category\":{\"text\":\"" + code + "\"},\"amount\":{\"value\":" + yuan + "}}";
    }

    /** A bill that was taken back, or is not one yet, tells nothing of what a stay cost. */
    @Test
    void onlyBillsThatStandSayWhatAStayCost() {
        String amount = "\"total\":" + "[" + part("费用总额", "900") + "]";
        Map<String, String> bills = Map.of(
                "Claim",
                "\"total\":{\"value\":900}",
                "ClaimResponse",
                amount,
                "ExplanationOfBenefit",
                amount,
                "Invoice",
                "\"totalGross\":{\"value\":900}");
        bills.forEach((type, cost) -> {
            String bill = ",{\"resourceType\":\"" + type + "\",STATUS" + cost + "}";
            boolean invoice = type.equals("Invoice");
            for (String status : invoice ? List.of("issued", "balanced") : List.of("active")) {
                assertThat(facts(STAY + bill.replace("STATUS", "\"status\":\"" + status + "\",")))
                        .as(type + " " + status)
                        .containsEntry(FactField.TOTAL, "90000");
            }
            assertThat(facts(STAY + bill.replace("STATUS", ""))).containsEntry(FactField.TOTAL, "90000");
            for (String status : List.of("cancelled", "draft", "entered-in-error", "annulled")) {
                assertThat(facts(STAY + bill.replace("STATUS", "\"status\":\"" + status + "\",")))
                        .as(type + " " + status)
                        .doesNotContainKey(FactField.TOTAL);
            }
        });
    }

    @Test
    void ofABillThatWasTakenBackAndItsCorrectionTheCorrectionCountsAndTheOtherIsNamed() {
        String bill = ",{\"resourceType\":\"Claim\",\"status\":\"cancelled\",\"identifier\":[{\"value\":\"JS-1\"}],"
                + "\"total\":{\"value\":900},\"diagnosis\":[" + diagnosis(1, "乏力 R53") + "]}";
        String stay = STAY
                + bill
                + bill.replace("cancelled", "active").replace("JS-1", "JS-2").replace("900", "800");
        assertThat(facts(stay)).containsEntry(FactField.TOTAL, "80000").containsEntry(FactField.SETTLEMENT_NO, "JS-2");
        byte[] body = bundle(stay).getBytes(StandardCharsets.UTF_8);
        assertThat(new BundleReader(messages.bundle(FhirForm.JSON, body), HOSPITAL)
                        .read()
                        .remarks())
                .extracting(BundleReader.Remark::code)
                .contains("bill_status");
        assertThat(facts(STAY + bill)).doesNotContainKey(FactField.DIAGNOSIS);
    }

    @Test
    void anAmountBeyondAllNumbersIsNone() {
        String claim =
                "<entry><resource><Claim><total><value value=\"1E2147483647\"/></total></Claim></resource></entry>";
        String xml = messages.write(
                        FhirForm.XML,
                        messages.bundle(FhirForm.JSON, bundle(STAY).getBytes(StandardCharsets.UTF_8)))
                .replace("</Bundle>", claim + "</Bundle>");
        BundleReader.Told told =
                new BundleReader(messages.bundle(FhirForm.XML, xml.getBytes(StandardCharsets.UTF_8)), HOSPITAL).read();
        assertThat(told.stays().get(0).facts()).doesNotContainKey(FactField.TOTAL);
        assertThat(told.remarks()).extracting(BundleReader.Remark::code).contains("amount_form");
    }

    private Map<FactField, String> facts(String resources) {
        byte[] body = bundle(resources).getBytes(StandardCharsets.UTF_8);
        return new BundleReader(messages.bundle(FhirForm.JSON, body), HOSPITAL)
                .read()
                .stays()
                .get(0)
                .facts();
    }

    @Test
    void aDayOutsideOfAllCalendarsSpoilsItsRowAlone() {
        String head = "姓名,证件号,结算单号,医院,入院日期,出院日期,诊断,费用总额,统筹基金支付,其他支付,个人账户支付,个人现金支付,个人自付,个人自费\n";
        String row = "甲,11010519491231002X,S1,样例医院,2026-01-01,2026-01-03,K80.2,9,1,1,1,1,1,1\n";
        List<SettlementFiles.Row> stays = new ArrayList<>();
        List<SettlementFiles.Fault> faults = new ArrayList<>();
        String file =
                head + row + row.replace("2026-01-03", "+999999999-12-31") + row.replace("2026-01-01", "-9999-01-01");
        SettlementFiles.read(file.getBytes(StandardCharsets.UTF_8), stays, faults);
        assertThat(stays).hasSize(1);
        assertThat(faults)
                .containsExactly(
                        new SettlementFiles.Fault(3, "出院日期", "form"), new SettlementFiles.Fault(4, "入院日期", "form"));
    }

    @Test
    void aVisitOfAKindThatNobodyKnowsIsSaidWithoutWhatMightBeAName() {
        refusedAs("class_unknown", () -> told(visit("INP")));
        refusedAs("no_stay", () -> told(visit("AMB")));
        String stay = STAY.replace("\"IMP\"", "\"INP\"") + "," + STAY.substring(STAY.indexOf("},{") + 2);
        assertThat(classes(stay)).containsExactly("INP");
        assertThat(classes(stay.replace("\"INP\"", "\"王志强\""))).containsExactly("—");
    }

    private List<Object> classes(String stays) {
        byte[] body = bundle(stays).getBytes(StandardCharsets.UTF_8);
        return new BundleReader(messages.bundle(FhirForm.JSON, body), HOSPITAL)
                .read().remarks().stream()
                        .filter(remark -> remark.code().equals("class_unknown"))
                        .map(remark -> remark.details().get(0))
                        .toList();
    }

    @Test
    void aStayThatIsCalledOffIsToldByItsNumberOrByWhoseItWasAndWhenItBegan() {
        String off = STAY.replace("finished", "entered-in-error");
        assertThat(calledOff(off)).containsExactly("甲|2026-01-01");
        String numbered = off.replace("\"id\":\"e\"", "\"identifier\":[{\"value\":\"ZY-1\"}]");
        assertThat(calledOff(numbered.replace("Patient/p", "Patient/elsewhere").replace("\"period\"", "\"length\"")))
                .containsExactly("#ZY-1");
        refusedAs(
                "called_off",
                () -> told(bundle(off.replace("\"period\"", "\"length\"")).getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> calledOff(String resources) {
        byte[] body = bundle(resources).getBytes(StandardCharsets.UTF_8);
        return new BundleReader(messages.bundle(FhirForm.JSON, body), HOSPITAL)
                .read().calledOff().stream().map(ReportedStay::identity).toList();
    }

    private static byte[] visit(String kind) {
        return bundle(STAY.replace("\"IMP\"", "\"" + kind + "\"")).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aRankThatIsNoNumberComesLast() {
        String told = told(FhirForm.XML, ("""
                        <Bundle xmlns="http://hl7.org/fhir"><type value="collection"/>
                        <entry><resource><Patient><id value="p"/><name><text value="甲"/></name></Patient></resource></entry>
                        <entry><resource><Condition><id value="a"/><code><text value="第二"/></code></Condition></resource></entry>
                        <entry><resource><Condition><id value="b"/><code><text value="第一"/></code></Condition></resource></entry>
                        <entry><resource><Encounter><status value="finished"/><class><code value="IMP"/></class>
                        <subject><reference value="Patient/p"/></subject>
                        <period><start value="2026-01-01"/><end value="2026-01-03"/></period>
                        <diagnosis><condition><reference value="Condition/a"/></condition><rank value="x"/></diagnosis>
                        <diagnosis><condition><reference value="Condition/b"/></condition><rank value="1"/></diagnosis>
                        </Encounter></resource></entry></Bundle>
                        """).getBytes(StandardCharsets.UTF_8)).toString();
        assertThat(told).contains("第一").doesNotContain("第二");
    }

    @Test
    void aRowThatEndsEarlyIsNamedByItsColumns() {
        String header = "结算单号,医院,姓名,证件号,入院日期,出院日期,诊断,费用总额,统筹基金支付,其他支付,个人账户支付,个人现金支付,个人自付,个人自费\n";
        List<SettlementFiles.Fault> faults = new ArrayList<>();
        List<SettlementFiles.Row> stays = new ArrayList<>();
        String row = "S1,样例医院,冯建军,420102198506150026,20260119,2026-02-03,K80.2,1,0,0,0,1,1\n";
        SettlementFiles.read((header + row).getBytes(StandardCharsets.UTF_8), stays, faults);
        assertThat(stays).isEmpty();
        assertThat(faults).containsExactly(new SettlementFiles.Fault(2, "个人自费", "missing"));
    }

    @Test
    void aBundleOfMoreThanFiftyStaysIsRefused() {
        String stay = "{\"resourceType\":\"Encounter\",\"status\":\"finished\",\"class\":{\"code\":\"IMP\"},"
                + "\"period\":{\"start\":\"2026-01-01\",\"end\":\"2026-01-03\"}}";
        String many = bundle((stay + ",").repeat(50) + stay);
        refusedAs("too_many_stays", () -> told(many.getBytes(StandardCharsets.UTF_8)));
        String most = bundle((stay + ",").repeat(49) + stay);
        refusedAs("no_patient", () -> told(most.getBytes(StandardCharsets.UTF_8)));
    }

    private static void refusedAs(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FhirFault.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }

    private static String bundle(String resources) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":"
                + resources.replace("},{", "}},{\"resource\":{") + "}]}";
    }

    @Test
    void aStayWhosePatientLiesElsewhereIsNotGivenToAnotherAndNothingIsFetched() {
        String body = """
                {"resourceType":"Bundle","type":"collection","entry":[
                 {"resource":{"resourceType":"Patient","id":"a","name":[{"text":"甲"}]}},
                 {"resource":{"resourceType":"Encounter","id":"e","status":"finished","class":{"code":"IMP"},
                  "subject":{"reference":"http://169.254.169.254/Patient/b"},
                  "period":{"start":"2026-01-01","end":"2026-01-03"}}}]}
                """;
        assertThatThrownBy(() -> told(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        FhirFault.class, fault -> assertThat(fault.code()).isEqualTo("no_patient"));
    }
}
