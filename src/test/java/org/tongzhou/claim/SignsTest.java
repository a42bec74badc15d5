package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.Refused.refused;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Claims.Submission;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.document.PaperId;
import org.tongzhou.document.Papers;
import org.tongzhou.document.ReceiptReading;
import org.tongzhou.document.Upload;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** What a person has to look at before anything is approved; nothing is refused by it. */
class SignsTest extends ClaimRoom {
    private static final String WORDS = "已和医院核对，是两次不同的住院，材料各自齐全。";

    @Autowired
    private Signs signs;

    @Autowired
    private SignStore store;

    @Autowired
    private Queues queues;

    @Autowired
    private ReceiptStore receipts;

    @Autowired
    private Papers papers;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Test
    void theSameReceiptIsTakenInHeldForAPersonAndNeverPaidTwice() {
        Member member = hospitalMember();
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        ClaimId first = file(member, facts);
        ClaimId second = file(member, facts);
        assertThat(claim(second).state()).isEqualTo(ClaimState.REVIEW);
        assertThat(kinds(second)).containsExactly(Sign.Kind.SAME_RECEIPT, Sign.Kind.SAME_STAY);
        Actor county = county(member);
        refused("claim_signs_open", () -> approve(county, second));
        look(county, second);
        refused("claim_receipt_held", () -> approve(county, second));
        claims.withdraw(member.actor(), first, claim(first).version(), NOW);
        approve(county, second);
        assertThat(steps.history(TestData.FUND, second)).extracting(Step::verb).contains(Verb.APPROVED);
    }

    @Test
    void aReceiptIsTheSameHoweverItsNumbersAreTyped() {
        Member member = hospitalMember();
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        facts.put(FactField.RECEIPT_CHECK, "3f9a1c");
        ClaimId first = file(member, facts);
        FundId elsewhere = new FundId(98);
        assertThat(receipts.elsewhere(elsewhere, sheet(facts))).contains(TestData.FUND);
        facts.put(FactField.RECEIPT_CODE, "４２０６ 0126");
        facts.put(FactField.RECEIPT_CHECK, "３F9A1C");
        assertThat(receipts.elsewhere(elsewhere, sheet(facts))).contains(TestData.FUND);
        ClaimId second = file(member, facts);
        assertThat(kinds(second)).containsExactly(Sign.Kind.SAME_RECEIPT, Sign.Kind.SAME_STAY);
        Actor county = county(member);
        look(county, second);
        refused("claim_receipt_held", () -> approve(county, second));
        approve(county, first);
    }

    @Test
    void theReceiptOfARefusedClaimMayBeUsedByAnotherCase() {
        Member member = hospitalMember();
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        ClaimId first = file(member, facts);
        ClaimId second = file(member, facts);
        propose(county(member), first, new Reviews.Ground("hospital-2025 §3", "这一件材料不全，请看另一件申领。"));
        reviews.confirmRefusal(county(member), first, claim(first).version(), NOW);
        Actor county = county(member);
        look(county, second);
        approve(county, second);
    }

    @Test
    void ofOneReceiptFiledByManyAtOnceOneCaseHoldsIt() throws Exception {
        Member member = hospitalMember();
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        List<Actor> hands = new ArrayList<>();
        List<CaseId> drafts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            hands.add(data.officer(member.unit()));
            drafts.add(members.draft(hands.get(i), member.person(), EventKind.HOSPITAL, facts, NOW));
        }
        ConcurrentLinkedQueue<ClaimId> filed = new ConcurrentLinkedQueue<>();
        together(
                20,
                i -> filed.addAll(
                        members.submit(hands.get(i), drafts.get(i), NOW).claims()));
        long holders = filed.stream()
                .filter(id -> !kinds(id).contains(Sign.Kind.SAME_RECEIPT))
                .count();
        assertThat(filed).hasSize(20);
        assertThat(holders).isEqualTo(1);
    }

    @Test
    void staysThatShareANightAreASignAndAMoveToAnotherHospitalIsNot() {
        Member member = hospitalMember();
        file(member, stay(member, "2026-01-05", "2026-01-10"));
        assertThat(kinds(file(member, stay(member, "2026-01-10", "2026-01-12"))))
                .isEmpty();
        assertThat(kinds(file(member, stay(member, "2026-01-09", "2026-01-10"))))
                .containsExactly(Sign.Kind.OVERLAPPING_STAY);
    }

    @Test
    void oneAccountOfTwoMembersIsASignAndAPersonsWordFreesTheClaim() {
        Member one = hospitalMember();
        file(one, Members.receipt(one, "1000.00"));
        NewPerson fresh = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        String account = people.payee(TestData.FUND, one.person()).account();
        NewPerson same = new NewPerson(fresh.name(), fresh.id(), fresh.phone(), account);
        Member other = members.member(same, TestData.DAYE, Map.of("hospital", 1), Members.JANUARY);
        ClaimId id = file(other, Members.receipt(other, "1000.00"));
        assertThat(kinds(id)).containsExactly(Sign.Kind.SHARED_ACCOUNT);
        Actor county = county(other);
        refused("claim_signs_open", () -> approve(county, id));
        look(county, id);
        approve(county, id);
        assertThat(store.ofCase(TestData.FUND, claim(id).eventCase()).get(0).looked())
                .extracting(Sign.Looked::words)
                .isEqualTo(WORDS);
    }

    @Test
    void aPhoneOfThreeMembersAndABrowserOfFourAreSigns() {
        List<ClaimId> ids = new ArrayList<>();
        String phone = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4)).phone();
        for (int i = 0; i < 4; i++) {
            NewPerson fresh = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
            NewPerson same = new NewPerson(fresh.name(), fresh.id(), i < 3 ? phone : fresh.phone(), fresh.card());
            Member member = members.member(same, TestData.DAYE, Map.of("hospital", 1), Members.JANUARY);
            CaseId draft = draft(member, "1000.00");
            int version = drafts.find(member.actor(), draft).version();
            Submission sent = new Submission(version, Set.of(), true, "one browser " + phone);
            ids.add(claims.submit(member.actor(), draft, sent, NOW).claims().get(0));
        }
        assertThat(kinds(ids.get(1))).isEmpty();
        assertThat(kinds(ids.get(2))).containsExactly(Sign.Kind.SHARED_PHONE);
        assertThat(kinds(ids.get(3))).containsExactly(Sign.Kind.SHARED_DEVICE);
    }

    @Test
    void theSamePageInTwoClaimsIsASignThatNamesTheOther() throws Exception {
        byte[] taken = sample("receipt-5.photo.jpg");
        Member one = hospitalMember();
        ClaimId first = withPaper(one, taken);
        Member other = hospitalMember();
        ClaimId second = withPaper(other, againAsJpeg(taken));
        Member third = hospitalMember();
        ClaimId unlike = withPaper(third, sample("receipt-1.photo.jpg"));
        assertThat(kinds(first)).isEmpty();
        assertThat(kinds(unlike)).isEmpty();
        Sign sign = store.ofCase(TestData.FUND, claim(second).eventCase()).get(0);
        assertThat(sign.kind()).isEqualTo(Sign.Kind.SAME_PICTURE);
        assertThat(sign.other()).isEqualTo(claim(first).eventCase());
        Actor desk = county(other);
        assertThat(page(desk, second))
                .contains("病理报告的图片与 " + sign.otherNumber() + " 的一张几乎一样")
                .contains("href=\"/cases?q=" + sign.otherNumber() + "\"")
                .contains("/reviews/" + second.value() + "/signs/" + sign.id());
        assertThat(found(county(one), sign)).containsExactly(claim(first).number());
        assertThat(found(data.actor(Role.COUNTY_REVIEWER, "/42/4202/420222/"), sign))
                .isEmpty();
        refused("claim_signs_open", () -> approve(desk, second));
        reviews.take(county(one), first, NOW);
        assertThat(kinds(first)).containsExactly(Sign.Kind.SAME_PICTURE);
    }

    private List<String> found(Actor actor, Sign sign) {
        return queues.search(actor, String.valueOf(sign.otherNumber()), null, TestData.TODAY).items().stream()
                .map(QueueRow::number)
                .toList();
    }

    private ClaimId withPaper(Member member, byte[] picture) {
        CaseId draft = draft(member, "1000.00");
        PaperId paper = papers.store(
                member.actor(), member.person(), new Upload("照片.jpg", PaperKind.PATHOLOGY_REPORT.code(), picture), NOW);
        members.attach(member.actor(), draft, PaperKind.PATHOLOGY_REPORT, paper.value());
        return members.submit(member.actor(), draft, NOW).claims().get(0);
    }

    private static byte[] againAsJpeg(byte[] taken) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(taken));
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        ImageIO.write(new RescaleOp(0.8f, 4, null).filter(picture, null), "jpg", again);
        return again.toByteArray();
    }

    @Test
    void aReceiptOfAnotherFundIsASignThatTellsNoMoreThanThat() throws Exception {
        Member member = hospitalMember();
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        FundId elsewhere = new FundId(98);
        long theirs = jdbc.sql("""
                        insert into claim.event_case (fund, person, unit, unit_path, kind, state, facts, opened_by, opened_at,
                            saved_at, number, submitted_at)
                        values (98, 1, 1, '/98/', 'HOSPITAL', 'OPEN', '', 1, now(), now(), :number, now())
                        returning id
                        """)
                .param("number", "SJ" + facts.get(FactField.RECEIPT_NO))
                .query(Long.class)
                .single();
        FactSheet sheet = sheet(facts);
        receipts.hold(elsewhere, new CaseId(theirs), sheet, NOW);
        ClaimId id = file(member, facts);
        assertThat(kinds(id)).containsExactly(Sign.Kind.SAME_RECEIPT_ELSEWHERE);
        Actor county = county(member);
        assertThat(page(county, id))
                .contains("同一张票据在另一个基金用过")
                .doesNotContain("基金代码 98")
                .doesNotContain("SJ" + facts.get(FactField.RECEIPT_NO));
        assertThat(page(province(member), id)).contains("基金代码 98");
        refused("claim_signs_open", () -> approve(county, id));
        look(county, id);
        receipts.free(elsewhere, new CaseId(theirs));
        assertThat(kinds(file(member, facts))).doesNotContain(Sign.Kind.SAME_RECEIPT_ELSEWHERE);
        jdbc.sql("update claim.receipt_used set mark = null where fund = 42 and number = :number")
                .param("number", facts.get(FactField.RECEIPT_NO))
                .update();
        assertThat(receipts.markUnmarked(TestData.FUND)).isPositive();
        assertThat(receipts.elsewhere(elsewhere, sheet)).contains(TestData.FUND);
    }

    @Test
    void whatThePageSaysOfEachSignIsInWords() throws Exception {
        Member member = hospitalMember();
        ClaimId id = file(member, Members.receipt(member, "1000.00"));
        for (Sign.Kind kind : Sign.Kind.values()) {
            boolean elsewhere = kind == Sign.Kind.SAME_RECEIPT_ELSEWHERE;
            FundId fund = elsewhere ? new FundId(98) : null;
            store.insert(TestData.FUND, claim(id).eventCase(), new SignStore.NewSign(kind, null, null, fund), NOW);
        }
        assertThat(page(county(member), id))
                .contains("同一张票据", "同一次住院", "住院日期重叠", "图片几乎一样", "收款账户与他人相同", "手机号与多人相同")
                .contains("同一台手机替多人提交", "金额文字与图像不一致", "在另一个基金用过");
    }

    @Test
    void aFileWhoseTextIsNotWhatItShowsIsASign() throws Exception {
        Member member = hospitalMember();
        CaseId draft = draft(member, "1000.00");
        PaperId paper = receiptPaper(member, sample("receipt-1.pdf"));
        ReceiptReading.Box cash = papers.reading(TestData.FUND, paper)
                .orElseThrow()
                .fields()
                .get("cash")
                .box();
        PaperId painted = receiptPaper(member, paintedOver(sample("receipt-1.pdf"), cash));
        members.attach(member.actor(), draft, PaperKind.RECEIPT, painted.value());
        ClaimId id = members.submit(member.actor(), draft, NOW).claims().get(0);
        assertThat(kinds(id)).containsExactly(Sign.Kind.TEXT_DIFFERS);
        assertThat(page(county(member), id)).contains("金额文字与图像不一致", "文件里的文字与看得见的内容不一致：个人现金支付");
    }

    @Test
    void eachPageOfAPaperIsShownWithTheBoxesThatStandOnIt() throws Exception {
        Member member = hospitalMember();
        CaseId draft = draft(member, "1000.00");
        PaperId paper;
        try (PDDocument two = new PDDocument();
                PDDocument receipt = Loader.loadPDF(sample("receipt-1.pdf"))) {
            two.addPage(new PDPage());
            two.importPage(receipt.getPage(0));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            two.save(out);
            paper = receiptPaper(member, out.toByteArray());
        }
        members.attach(member.actor(), draft, PaperKind.RECEIPT, paper.value());
        PaperId record = receiptPaper(member, sample("receipt-3.pdf"));
        members.attach(member.actor(), draft, PaperKind.DISCHARGE_RECORD, record.value());
        ClaimId id = members.submit(member.actor(), draft, NOW).claims().get(0);
        Actor county = county(member);
        assertThat(page(county, id, "?paper=" + record.value()))
                .as("nothing was read from a paper that is no bill")
                .contains("/papers/" + record.value() + "/1.png")
                .doesNotContain("data-box=");
        String first = page(county, id, "?paper=" + paper.value());
        assertThat(first).contains("/papers/" + paper.value() + "/1.png").doesNotContain("data-box=\"total\"");
        assertThat(first).contains("?paper=" + paper.value() + "&amp;sheet=2", "1/2", "2/2");
        assertThat(page(county, id, "?paper=" + paper.value() + "&sheet=2"))
                .contains("/papers/" + paper.value() + "/2.png", "data-box=\"total\"");
    }

    private PaperId receiptPaper(Member member, byte[] pdf) {
        return papers.store(member.actor(), member.person(), new Upload("票据.pdf", PaperKind.RECEIPT.code(), pdf), NOW);
    }

    private static byte[] paintedOver(byte[] pdf, ReceiptReading.Box box) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDPage page = document.getPage(0);
            float w = page.getCropBox().getWidth();
            float h = page.getCropBox().getHeight();
            try (PDPageContentStream over = new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
                over.setNonStrokingColor(Color.WHITE);
                float bottom = h - (float) (box.y() + box.height()) * h;
                over.addRect((float) box.x() * w, bottom, (float) box.width() * w, (float) box.height() * h);
                over.fill();
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static byte[] sample(String name) throws IOException {
        try (InputStream in = SignsTest.class.getResourceAsStream("/inputs/receipts/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private String page(Actor actor, ClaimId id) throws Exception {
        return page(actor, id, "");
    }

    private String page(Actor actor, ClaimId id, String rest) throws Exception {
        return mvc.perform(get("/reviews/" + id.value() + rest).with(visits.of(actor)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private Map<FactField, String> stay(Member member, String from, String to) {
        return Members.receipt(member, "1000.00", LocalDate.parse(from), LocalDate.parse(to));
    }

    private static FactSheet sheet(Map<FactField, String> facts) {
        FactSheet sheet = FactSheet.EMPTY;
        for (Map.Entry<FactField, String> fact : facts.entrySet()) {
            sheet = sheet.with(fact.getKey(), fact.getValue());
        }
        return sheet;
    }

    private ClaimId file(Member member, Map<FactField, String> facts) {
        CaseId draft = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        return members.submit(member.actor(), draft, NOW).claims().get(0);
    }

    private List<Sign.Kind> kinds(ClaimId id) {
        return store.ofCase(TestData.FUND, claim(id).eventCase()).stream()
                .map(Sign::kind)
                .toList();
    }

    private void look(Actor actor, ClaimId id) {
        for (Sign sign : store.ofCase(TestData.FUND, claim(id).eventCase())) {
            signs.lookedAt(actor, id, claim(id).version(), new Signs.Finding(sign.id(), WORDS), NOW);
        }
    }
}
