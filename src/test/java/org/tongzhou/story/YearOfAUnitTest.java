package org.tongzhou.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.tongzhou.contribution.Bill;
import org.tongzhou.enrolment.Histories;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.testing.TestData;

/**
 * One unit's year from its roster to the books, over HTTP, with the five people whose receipts are known to the fen. The
 * trial balance is taken after every step; the figures of the overview are those counted by hand.
 */
@TestPropertySource(properties = "story.of=a unit's year")
class YearOfAUnitTest extends UnitsYear {
    private static final FeeShares THREE_PAYERS = new FeeShares(4_000, 4_000, 2_000, 0);
    private static final FeeShares HALVES = new FeeShares(5_000, 5_000, 0, 0);
    private static final long DAYE_FEN = 36_268_500;
    private static final int PEOPLE_BEFORE = 4;
    private static final long WANG_FEN = 140_438;
    private static final long ZHOU_FEN = 381_924;
    /** Feng 7,664.59, Wang 1,404.38, Sheng 56,312.10, Zhou 3,819.24. */
    private static final long APPROVED_FEN = 6_920_031;
    /** And Tian 4,580.35. */
    private static final long PAID_FEN = 7_378_066;

    @Test
    void theWholeYear() throws IOException {
        openTheFund();
        takeOverFourPeople();
        enrolTheRoster();
        takeTheMoneyIn();
        readTheCertificate();
        openTheDesks();
        fileFourEvents();
        giveTheUnitsStatement();
        claimTheProposal();
        askForPapersAndApprove();
        refuseByTwoPersons();
        supplyAfterTheHolidayAndSendUp();
        pay();
        theBankSendsOneBack();
        correctTheCardsAndPayAgain();
        theFifthClaim();
        compareTheOverview();
        verified();
    }

    private void openTheFund() {
        on("2024-12-02");
        daye = unit("大冶铁矿样例公司", UnitKind.ENTERPRISE, TestData.DAYE, THREE_PAYERS);
        officer = signedIn(officer("year.officer", daye));
        maker = signedIn(staff("year.maker", "陈蔚", Role.FINANCE_MAKER, TestData.PROVINCE));
        checker = signedIn(staff("year.checker", "郑涛", Role.FINANCE_CHECKER, TestData.PROVINCE));
        books();
    }

    /** Four people were covered before: taken over with their bill, which finance's bank file pays. */
    private void takeOverFourPeople() {
        for (int number : new int[] {2, 3, 4, 1}) {
            Golden person = Golden.of(number);
            on(person.from().minusDays(10).toString());
            UnitKind kind = number == 4 ? UnitKind.GIG_UNION : UnitKind.ENTERPRISE;
            Unit home = unit(person.unit(), kind, person.county(), HALVES);
            homes.put(number, home);
            Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
            Bill bill = bills.takeOver(
                    admin, new Histories.History(home.id(), person.from(), person.covers()), clock.now());
            books();
            on(person.from().minusDays(1).toString());
            if (bill.total().isPositive()) {
                payInFull(bill);
            }
            feesFen += bill.total().fen();
            fengsFeeFen = number == 1 ? bill.total().fen() : fengsFeeFen;
            books();
            PersonId id = people.find(TestData.FUND, person.person().id()).orElseThrow();
            members.put(
                    number, signedIn(member("year.m" + number, person.person().name(), id, home)));
        }
        assertThat(books()).containsEntry("6001", -feesFen).containsEntry("1002", feesFen);
    }

    private void enrolTheRoster() {
        on("2026-02-10");
        WebPage roster = officer.open("/rosters")
                .form("/rosters")
                .attach("file", "2026职工花名册.xlsx", resource("/rosters/daye-1695.xlsx"))
                .send()
                .sees("19 行需要改，其余 1,676 行可以先参保", "362,685.00");
        assertThat(covers()).isEqualTo(PEOPLE_BEFORE);
        WebForm enrol = roster.form("/rosters/\\d+/rows").by("enrol");
        assertThat(enrol.value("people")).isEqualTo("1676");
        assertThat(enrol.value("fee_fen")).isEqualTo(Long.toString(DAYE_FEN));
        WebPage bill = enrol.send();
        WebPage again = enrol.send();
        assertThat(again.uri()).isEqualTo(bill.uri());
        roster.form("/rosters/\\d+/rows")
                .by("enrol")
                .fill("request_key", "another-key-of-another-tab-0001")
                .post();
        assertThat(covers()).isEqualTo(PEOPLE_BEFORE + 1_676);
        bill.sees("待缴", "362,685.00", "145,074.00", "72,537.00");
        officer.open("/rosters").sees("1,695", "1,676", "还有行要改");
        assertThat(officer.open("/bills").links("/bills/\\d+")).hasSize(1);
        assertThat(books()).containsEntry("1122", DAYE_FEN);
    }

    private void takeTheMoneyIn() {
        WebPage bill = officer.open("/bills").follow("/bills/\\d+");
        String reference = bill.word("HZ\\d{10,}");
        String paid = credit(clock.today(), "D1", "362685.00", "职工互助会费 " + reference);
        String unknown = credit(clock.today(), "D2", "88.00", "会费");
        uploadCredits(maker, "bank-0210.csv", paid + unknown).sees("对上 1", "待认领 1", "附言里没有对得上的缴费码");
        assertThat(books()).containsEntry("1122", 0L).containsEntry("2241", -8_800L);
        uploadCredits(maker, "bank-0210-again.csv", paid + unknown).sees("已入过账 2");
        assertThat(books()).containsEntry("1002", feesFen + DAYE_FEN + 8_800);
        officer.open(bill.uri().getPath()).sees("已缴清", "145,074.00");
        assertThat(officer.get(bill.uri().getPath() + "/receipt.pdf").status()).isEqualTo(200);
    }

    private void readTheCertificate() throws IOException {
        on("2026-02-11");
        Golden tian = Golden.of(5);
        PersonId id = people.find(TestData.FUND, tian.person().id()).orElseThrow();
        members.put(5, signedIn(member("year.m5", tian.person().name(), id, daye)));
        homes.put(5, daye);
        WebPage cover = members.get(5).open("/my/cover").sees("住院医疗", "2026-02-11 ～ 2027-02-10", "等待期");
        List<String> certificates = cover.links("/covers/\\d+/certificate.pdf");
        assertThat(certificates).hasSize(3);
        String words = "";
        for (String certificate : certificates) {
            WebPage pdf = members.get(5).open(certificate);
            try (PDDocument document = Loader.loadPDF(pdf.body())) {
                words += new PDFTextStripper().getText(document);
            }
        }
        assertThat(words)
                .contains("田明海", "大冶铁矿样例公司")
                .doesNotContain(tian.person().id().number());
        assertThat(members.get(1).get(certificates.get(0)).status()).isEqualTo(404);
        books();
    }

    private void fileFourEvents() {
        WebPage feng = filing(1, "HOSPITAL")
                .paper("DISCHARGE_RECORD", "急性前壁心肌梗死 I21.0")
                .submit();
        feng.sees("7,664.59", "40,000.00");
        remember(feng, "feng");
        WebPage wang =
                filing(2, "HOSPITAL").paper("DISCHARGE_RECORD", "急性阑尾炎 K35.8").submit();
        remember(wang.sees("1,404.38", "2月27日"), "wang");
        Filing cancer = filing(3, "HOSPITAL")
                .paper("DISCHARGE_RECORD", "乳腺恶性肿瘤 C50.9")
                .paper("PATHOLOGY_REPORT", "浸润性癌")
                .typed("diagnosed", "2025-05-08")
                .also("critical")
                .also("women");
        WebPage sheng = cancer.submit();
        remember(sheng.sees("1,312.10", "40,000.00", "15,000.00"), "sheng-0", "sheng-1", "sheng-2");
        WebPage zhou = filing(4, "ACCIDENT").typed("eventDay", "2025-09-14").submit();
        remember(zhou.sees("3,819.24", "等您补材料"), "zhou");
        assertThat(count("claim.claim")).isEqualTo(6);
        books();
    }

    private void giveTheUnitsStatement() {
        on("2026-02-12");
        give(4, "zhou").sees("审核中");
        books();
    }

    private void claimTheProposal() {
        WebPage filed = members.get(1)
                .open("/my/claims")
                .follow("/my/cases/\\d+.*")
                .form("/my/cases/\\d+/proposals/\\d+")
                .fill("kind", "TEST_REPORT")
                .attach("file", "report.pdf", Filing.letter(letters, "肌钙蛋白升高"))
                .send();
        remember(filed, "feng-critical");
        books();
    }

    private void askForPapersAndApprove() {
        desk("420302", "wang").ask("SETTLEMENT_SHEET", "请补医保结算单，票据上看不清个人账户支付一栏");
        progress(2, "wang").sees("等您补材料", "请补医保结算单");
        assertThat(desk("4209", "feng").mayApprove()).isFalse();
        desk("420981", "feng").approve();
        desk("420202", "sheng-0").confirmFacts();
        desk("420202", "sheng-0").approve();
        boolean sampled = isInReview(claim("sheng-0"));
        for (String lump : List.of("sheng-1", "sheng-2")) {
            boolean women = desk("420202", lump).offersClass("breast");
            desk("420202", lump).confirmClass(women ? "breast" : "malignant_tumour_severe");
            desk("420202", lump).approve();
        }
        on("2026-02-13");
        assertThat(desk("420981", "feng").mayApprove()).isFalse();
        desk("4209", "feng").approve();
        decided(2);
        if (sampled) {
            desk("4202", "sheng-0").approve();
        }
        decided(sampled ? 2 : 1);
        for (String lump : List.of("sheng-1", "sheng-2")) {
            desk("4202", lump).approve();
            decided(2);
        }
        desk("421102", "zhou").confirmFacts();
        desk("421102", "zhou").approve();
        if (isInReview(claim("zhou"))) {
            desk("4211", "zhou").approve();
        }
        decided(1);
    }

    private void refuseByTwoPersons() {
        desk("420981", "feng-critical").refuse("critical-2025 §5.1", "检查报告未显示达到重症标准的心肌标志物变化");
        assertThat(desk("420981", "feng-critical").mayConfirmRefusal()).isFalse();
        progress(1, "feng-critical").sees("审核中");
        on("2026-02-14");
        desk("4209", "feng-critical").confirmRefusal();
        progress(1, "feng-critical").sees("未通过", "检查报告未显示达到重症标准的心肌标志物变化", "4月15日");
        decided(2);
    }

    private void supplyAfterTheHolidayAndSendUp() {
        on("2026-02-24");
        give(2, "wang").sees("审核中", "3月3日");
        on("2026-02-25");
        desk("420302", "wang").sendUp();
        desk("4203", "wang").sendUp();
        desk("42", "wang").approve();
        progress(2, "wang").sees("已通过待付款");
        decided(2);
    }

    private void pay() {
        on("2026-02-26");
        WebPage batch = maker.open("/payments").form("/payments/batches").send();
        assertThat(batch.offers("/payments/batches/\\d+/release")).isFalse();
        assertThat(books()).containsEntry("2202", -APPROVED_FEN);
        WebForm release = checker.open(batch.uri().getPath()).form("/payments/batches/\\d+/release");
        release.send();
        release.send();
        bankTalks();
        assertThat(books()).containsEntry("2202", -WANG_FEN);
        progress(2, "wang").sees("银行退回请改卡");
        progress(4, "zhou").sees("已到账");
        members.get(1).open("/my/claims/" + claim("feng") + "/paid").sees("7,664.59", "冯*军");
        checker.open(batch.uri().getPath() + "?all=true").sees("AC04");
    }

    private void theBankSendsOneBack() {
        on("2026-02-28");
        bankTalks();
        assertThat(books()).containsEntry("2202", -WANG_FEN - ZHOU_FEN);
        progress(4, "zhou").sees("银行退回请改卡");
    }

    private void correctTheCardsAndPayAgain() {
        changeCard(2, "6217002680011220002");
        changeCard(4, "6217995320004450003");
        for (int i = 0; i < 2; i++) {
            checker.open("/account-changes")
                    .form("/account-changes/\\d+/confirm")
                    .send();
        }
        payAgain(2, "wang");
        payAgain(4, "zhou");
        on("2026-03-04");
        WebPage batch = maker.open("/payments").form("/payments/batches").send();
        checker.open(batch.uri().getPath())
                .form("/payments/batches/\\d+/release")
                .send();
        bankTalks();
        assertThat(books()).containsEntry("2202", 0L);
        progress(2, "wang").sees("已到账");
        members.get(4).open("/my/claims/" + claim("zhou") + "/paid").sees("3,819.24", "0003");
    }

    private void theFifthClaim() {
        on("2026-05-06");
        WebPage tian =
                filing(5, "HOSPITAL").paper("DISCHARGE_RECORD", "胆囊结石 K80.2").submit();
        remember(tian.sees("4,580.35"), "tian");
        assertThat(members.get(5).open("/my/claims").links("/my/cases/.*")).isEmpty();
        on("2026-05-07");
        desk("420281", "tian").approve();
        if (isInReview(claim("tian"))) {
            desk("4202", "tian").approve();
        }
        decided(1);
        WebPage batch = maker.open("/payments").form("/payments/batches").send();
        checker.open(batch.uri().getPath())
                .form("/payments/batches/\\d+/release")
                .send();
        bankTalks();
        progress(5, "tian").sees("已到账");
        assertThat(books())
                .containsEntry("6402", PAID_FEN)
                .containsEntry("2202", 0L)
                .containsEntry("1002", feesFen + DAYE_FEN + 8_800 - PAID_FEN);
    }

    /** Insured and fees are those whose cover began in the year: Feng and the Daye roster. */
    private void compareTheOverview() {
        Map<String, List<String>> rows = new HashMap<>();
        new String(manager.open("/dashboard.csv?year=2026").body(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> List.of(line.substring(1, line.length() - 1).split("\",\"", -1)))
                .forEach(cells -> rows.put(cells.get(1), cells));
        String daysPerClaim = BigDecimal.valueOf(
                        days.stream().mapToInt(Integer::intValue).sum())
                .divide(BigDecimal.valueOf(days.size()), 1, RoundingMode.HALF_UP)
                .toPlainString();
        assertThat(days).hasSize(8);
        assertThat(figures(rows.get("")))
                .containsExactly(
                        "1677",
                        Money.ofFen(DAYE_FEN + fengsFeeFen).plainYuan(),
                        "7",
                        Money.ofFen(PAID_FEN).plainYuan(),
                        "8",
                        daysPerClaim);
        assertThat(figures(rows.get("4202")).subList(0, 5)).containsExactly("1676", "362685.00", "4", "60892.45", "4");
        assertThat(figures(rows.get("4203")).subList(2, 6)).containsExactly("1", "1404.38", "1", "2.0");
        manager.open("/dashboard?year=2026").sees("1,677");
        manager.open("/dashboard?year=2026&view=table").sees("60,892.45");
    }
}
