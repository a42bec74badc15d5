package org.tongzhou.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.tongzhou.contribution.Bill;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.kernel.Actor;
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
class YearOfAUnitTest extends Story {
    private static final FeeShares THREE_PAYERS = new FeeShares(4_000, 4_000, 2_000, 0);
    private static final FeeShares HALVES = new FeeShares(5_000, 5_000, 0, 0);
    private static final long DAYE_FEN = 36_268_500;

    private final Map<Integer, Unit> homes = new HashMap<>();
    private final Map<Integer, WebUser> members = new HashMap<>();
    private long feesFen;

    private Unit daye;
    private WebUser officer;
    private WebUser maker;
    private WebUser checker;

    @Test
    void theWholeYear() throws IOException {
        openTheFund();
        takeOverFourPeople();
        enrolTheRoster();
        takeTheMoneyIn();
        readTheCertificate();
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
            Bill bill =
                    bills.takeOver(admin, new Covers.History(home.id(), person.from(), person.covers()), clock.now());
            books();
            on(person.from().minusDays(1).toString());
            if (bill.total().isPositive()) {
                payInFull(bill);
            }
            feesFen += bill.total().fen();
            books();
            PersonId id = people.find(TestData.FUND, person.person().id()).orElseThrow();
            members.put(
                    number, signedIn(member("year.m" + number, person.person().name(), id, home)));
        }
        assertThat(books()).containsEntry("6001", -feesFen).containsEntry("1002", feesFen);
    }

    private void payInFull(Bill bill) {
        String line =
                credit(clock.today(), "E" + bill.id().value(), bill.total().plainYuan(), bill.reference());
        uploadCredits(maker, "earlier-" + bill.id().value() + ".csv", line).sees("对上 1");
    }

    private void enrolTheRoster() {
        on("2026-02-10");
        WebPage roster = officer.open("/rosters")
                .form("/rosters")
                .attach("file", "2026职工花名册.xlsx", resource("/rosters/daye-1695.xlsx"))
                .send()
                .sees("19 行需要改，其余 1,676 行可以先参保", "362,685.00");
        assertThat(covers()).isEqualTo(peopleBefore());
        WebForm enrol = roster.form("/rosters/\\d+/enrol");
        assertThat(enrol.value("people")).isEqualTo("1676");
        assertThat(enrol.value("fee_fen")).isEqualTo(Long.toString(DAYE_FEN));
        WebPage bill = enrol.send();
        WebPage again = enrol.send();
        assertThat(again.uri()).isEqualTo(bill.uri());
        roster.form("/rosters/\\d+/enrol")
                .fill("request_key", "another-key-of-another-tab-0001")
                .post();
        assertThat(covers()).isEqualTo(peopleBefore() + 1_676);
        bill.sees("待缴", "362,685.00", "145,074.00", "72,537.00");
        assertThat(officer.open("/bills").links("/bills/\\d+")).hasSize(1);
        assertThat(books()).containsEntry("1122", DAYE_FEN);
    }

    private int covers() {
        return jdbc.sql("select count(distinct person) from enrolment.cover")
                .query(Integer.class)
                .single();
    }

    private static int peopleBefore() {
        return 4;
    }

    private void takeTheMoneyIn() {
        WebPage bill = officer.open("/bills").follow("/bills/\\d+");
        String reference = reference(bill);
        String paid = credit(clock.today(), "D1", "362685.00", "职工互助会费 " + reference);
        String unknown = credit(clock.today(), "D2", "88.00", "会费");
        uploadCredits(maker, "bank-0210.csv", paid + unknown).sees("对上 1", "待认领 1", "附言里没有对得上的缴费码");
        assertThat(books()).containsEntry("1122", 0L).containsEntry("2241", -8_800L);
        uploadCredits(maker, "bank-0210-again.csv", paid + unknown).sees("已入过账 2");
        assertThat(books()).containsEntry("1002", feesFen + DAYE_FEN + 8_800);
        officer.open(bill.uri().getPath()).sees("已缴清", "145,074.00");
        assertThat(officer.get(bill.uri().getPath() + "/receipt.pdf").status()).isEqualTo(200);
    }

    private static String reference(WebPage bill) {
        var found = java.util.regex.Pattern.compile("HZ\\d{10,}").matcher(bill.text());
        assertThat(found.find()).isTrue();
        return found.group();
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
}
