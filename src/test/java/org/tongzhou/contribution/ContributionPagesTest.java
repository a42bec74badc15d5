package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.tongzhou.access.web.Visits;
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.WrongForm;

/** Pages are kept under {@code target/contribution} to be looked at. */
@RoomTest
class ContributionPagesTest {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private SomeBills someBills;

    @Autowired
    private Bills bills;

    @Autowired
    private TestData some;

    private Unit unit;
    private Actor officer;
    private Actor finance;

    @BeforeEach
    void aUnitAndFinance() {
        unit = some.unit(TestData.DAYE);
        officer = some.officer(unit);
        finance = some.actor(Role.FINANCE_MAKER, TestData.PROVINCE);
    }

    @Test
    void theOfficerSeesTheBillItsSharesAndWhatToWriteInTheTransfer() throws Exception {
        Bill bill = someBills.of(unit, 3);
        assertThat(page(officer, "/bills", "zh-CN")).contains(bill.reference(), "285.00", "待缴");
        assertThat(page(officer, "/bills?filter=PAID", "zh-CN")).doesNotContain(bill.reference());
        String page = page(officer, "/bills/" + bill.id().value(), "zh-CN");
        assertThat(page).contains(bill.reference(), "职工个人", "142.50", "人民币贰佰捌拾伍元整", "汇到");
        assertThat(page(officer, "/bills/" + bill.id().value(), "en")).contains("Who pays how much", "Outstanding");
    }

    @Test
    void whereNothingIsMissingNoNoughtStandsInTheList() throws Exception {
        Bill bill = someBills.of(unit, 1);
        assertThat(page(officer, "/bills", "zh-CN")).contains("95.00</td><td class=\"num r\">95.00</td>");
        upload(line("95.00", bill.reference()), UUID.randomUUID().toString());
        assertThat(page(officer, "/bills", "zh-CN")).contains("95.00</td><td class=\"num r\">—</td>", "已缴清");
    }

    @Test
    void theRosterButtonEnrolsAndLeadsToTheBill() throws Exception {
        DraftId draft = someBills.draft(officer, 2);
        for (String key : List.of("first", "again")) {
            mvc.perform(post("/rosters/" + draft.value() + "/enrol")
                            .param("people", "2")
                            .param("fee_fen", "19000")
                            .param("request_key", key + "-enrolment-" + draft.value())
                            .with(csrf())
                            .with(visits.of(officer)))
                    .andExpect(redirectedUrlPattern("/bills/*"));
        }
        assertThat(bills.list(officer, BillFilter.ALL, "").items()).hasSize(1);
    }

    @Test
    void financeUploadsAFileAndSeesWhatBecameOfIt() throws Exception {
        Bill bill = someBills.of(unit, 1);
        String key = UUID.randomUUID().toString();
        Bill other = someBills.of(unit, 2);
        String csv = line("95.00", bill.reference())
                + line("12.00", "会费")
                + line("190.00", "互助会费2人 " + unit.name())
                + line("60.00", other.reference())
                + line("100.00", bill.reference())
                + "2026-02-09," + UUID.randomUUID() + ",-8.00,某单位,付款\n";
        String to = upload(csv, key)
                .andExpect(redirectedUrlPattern("/credits/statements/*"))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        assertThat(upload(csv, key).andReturn().getResponse().getRedirectedUrl())
                .isEqualTo(to);
        assertThat(page(finance, String.valueOf(to), "zh-CN")).contains("对上 1", "待认领 2", "附言里没有对得上的缴费码");
        assertThat(page(finance, String.valueOf(to), "zh-CN")).contains("这个缴费码应缴的已缴清，多出的 100.00 元 待认领");
        page(officer, "/bills/" + other.id().value(), "zh-CN");
        page(officer, "/bills/" + bill.id().value(), "zh-CN");
        page(finance, "/bills", "zh-CN");
        page(finance, "/credits", "zh-CN");
        assertThat(page(finance, "/credits", "en")).contains("To be matched", "Upload a bank statement");
        mvc.perform(get("/bills/" + bill.id().value() + "/receipt.pdf").with(visits.of(officer)))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(header().string("Content-Type", "application/pdf"))
                .andDo(result -> Files.write(
                        Path.of("target/contribution/receipt.pdf"),
                        result.getResponse().getContentAsByteArray()));
    }

    @Test
    void whatTheBankTakesBackOfNoBillIsNotSaidToBeOwedOnOne() throws Exception {
        String serial = UUID.randomUUID().toString();
        upload("2026-02-09," + serial + ",33.00,某公司,货款\n", UUID.randomUUID().toString());
        String back = "交易日期,流水号,金额,对方户名,附言,原流水号\n2026-02-09," + UUID.randomUUID() + ",-33.00,某公司,冲正," + serial;
        String to = mvc.perform(multipart("/credits")
                        .file(new MockMultipartFile("file", "b.csv", "text/csv", back.getBytes(StandardCharsets.UTF_8)))
                        .param("request_key", UUID.randomUUID().toString())
                        .with(csrf())
                        .with(visits.of(finance)))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        assertThat(page(finance, String.valueOf(to), "zh-CN"))
                .contains("原来的入账已冲回")
                .doesNotContain("缴费单还差");
    }

    @Test
    void aFileWithFaultsSaysWhereAndWhatToDo() throws Exception {
        String page = upload(
                        line("5.00", "会费") + "2026-02-30,x,1E9,甲,\n",
                        UUID.randomUUID().toString())
                .andExpect(status().is(422))
                .andReturn()
                .getResponse()
                .getContentAsString();
        keep("-faults", page);
        assertThat(page).contains("第 3 行：日期“2026-02-30”读不出", "第 3 行：金额“1E9”读不出", "整份没有入账");
        mvc.perform(multipart("/credits")
                        .param("request_key", UUID.randomUUID().toString())
                        .with(csrf())
                        .with(visits.of(finance)))
                .andExpect(status().is(422));
    }

    @Test
    void anEmptyFileIsNotSaidToBeMissing() throws Exception {
        mvc.perform(multipart("/credits")
                        .file(new MockMultipartFile("file", "b.csv", "text/csv", new byte[0]))
                        .param("request_key", UUID.randomUUID().toString())
                        .with(csrf())
                        .with(visits.of(finance)))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("没有选文件，或文件是空的")));
    }

    @Test
    void numbersThatCannotBeReadAreRefusedInWordsAndNothingIsDone() throws Exception {
        Bill bill = someBills.of(unit, 1);
        String id = Long.toString(bill.id().value());
        assertThat(refused("/bills/" + id + "/instalments", "due", "2026-13-01", "amount", "95.00"))
                .contains("日期“2026-13-01”读不出");
        assertThat(refused("/bills/" + id + "/instalments", "due", "2026-03-01", "amount", "九十五"))
                .contains("金额“九十五”读不出");
        assertThat(refused("/programmes", "giver", "CITY_UNION", "relieves", "EMPLOYER", "share", "101", "budget", "9"))
                .contains("“补助”读不出");
        Actor admin = some.actor(Role.ADMIN, TestData.PROVINCE);
        String before = SharesForm.HALVES;
        assertThat(sharesRefused(admin, before, "60", "30")).contains("现在是 90.00%");
        assertThat(sharesRefused(admin, before, "60", "四十")).contains("有一项读不出");
        assertThat(sharesRefused(admin, "x", "60", "40")).contains("有一项读不出");
    }

    private String sharesRefused(Actor admin, String before, String worker, String employer) throws Exception {
        return refused(admin, "/shares/" + unit.id().value(), SharesForm.of(before, worker, employer, "年度协议"));
    }

    private String refused(String path, String... fields) throws Exception {
        return refused(finance, path, fields);
    }

    private String refused(Actor actor, String path, String... fields) throws Exception {
        var request = post(path).param("request_key", UUID.randomUUID().toString());
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return mvc.perform(request.with(csrf()).with(visits.of(actor)))
                .andExpect(status().is(422))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void anUnknownCreditIsMatchedByReference() throws Exception {
        Bill bill = someBills.of(unit, 1);
        String serial = UUID.randomUUID().toString();
        upload(
                "2026-02-09," + serial + ",95.00," + unit.name() + ",会费\n",
                UUID.randomUUID().toString());
        String page = page(finance, "/credits", "zh-CN");
        assertThat(page).contains(unit.name(), "金额、户名相符");
        String action = page.substring(0, page.indexOf("value=\"" + bill.reference()));
        String path = action.substring(action.lastIndexOf("/credits/"), action.lastIndexOf("/match")) + "/match";
        String row = "ref-" + path.replaceAll("\\D", "");
        new WrongForm(mvc, visits.of(finance))
                .standsAgain(row + ": 没有找到缴费码“HZ4200000000000”", path, "reference", "HZ4200000000000");
        mvc.perform(match(path, bill.reference().toLowerCase(java.util.Locale.ROOT))
                        .with(visits.of(finance)))
                .andExpect(redirectedUrl("/credits"));
        assertThat(bills.find(finance, bill.id()).outstanding()).isEqualTo(Money.ZERO);
    }

    @Test
    void programsReadBillsAndHandInBankFiles() throws Exception {
        Bill bill = someBills.of(unit, 1);
        String key = UUID.randomUUID().toString();
        mvc.perform(multipart("/api/credits")
                        .file(file(line("95.00", bill.reference())))
                        .header("Idempotency-Key", key)
                        .with(visits.program(finance)))
                .andExpect(status().isOk())
                .andExpect(result -> assertThat(result.getResponse().getContentAsString())
                        .contains("\"outcome\":\"EXACT\"", "\"applied_fen\":9500"));
        mvc.perform(get("/api/bills/" + bill.id().value()).with(visits.program(officer)))
                .andExpect(status().isOk())
                .andExpect(result -> assertThat(result.getResponse().getContentAsString())
                        .contains("\"state\":\"PAID\"", "\"paid_on\":\"2026-02-10\""));
        mvc.perform(multipart("/api/credits")
                        .file(file("x,y\n"))
                        .header("Idempotency-Key", key + "x")
                        .with(visits.program(finance)))
                .andExpect(status().is(422))
                .andExpect(result -> assertThat(result.getResponse().getContentAsString())
                        .contains("\"faults\":[{\"line\":2,\"code\":\"day_form\""));
    }

    private String page(Actor actor, String path, String language) throws Exception {
        String html = mvc.perform(
                        get(path).cookie(new Cookie("language", language)).with(visits.of(actor)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        keep(path.replaceAll("[/?=]", "-") + "-" + language, html);
        return html;
    }

    private static void keep(String name, String html) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/contribution"));
        Files.writeString(folder.resolve(name.substring(1) + ".html"), html);
    }

    private ResultActions upload(String lines, String key) throws Exception {
        return mvc.perform(multipart("/credits")
                .file(file(lines))
                .param("request_key", key)
                .with(csrf())
                .with(visits.of(finance)));
    }

    private static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder match(
            String path, String reference) {
        return post(path)
                .param("reference", reference)
                .param("request_key", UUID.randomUUID().toString())
                .with(csrf());
    }

    private static MockMultipartFile file(String lines) {
        String csv = "交易日期,流水号,金额,对方户名,附言\n" + lines;
        return new MockMultipartFile("file", "明细.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(String amount, String remark) {
        return "2026-02-09," + UUID.randomUUID() + "," + amount + ",某单位工会," + remark + "\n";
    }
}
