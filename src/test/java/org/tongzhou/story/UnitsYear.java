package org.tongzhou.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tongzhou.contribution.Bill;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.TestData;

/** Who takes part in a unit's year, and what they do in it again and again. */
abstract class UnitsYear extends Story {
    final Map<Integer, Unit> homes = new HashMap<>();
    final Map<Integer, WebUser> members = new HashMap<>();
    long feesFen;

    Unit daye;
    WebUser officer;
    WebUser maker;
    WebUser checker;
    WebUser manager;
    final Map<String, WebUser> desks = new HashMap<>();
    final Map<String, Long> claims = new HashMap<>();
    final List<Integer> days = new ArrayList<>();
    long fengsFeeFen;

    void payInFull(Bill bill) {
        String line =
                credit(clock.today(), "E" + bill.id().value(), bill.total().plainYuan(), bill.reference());
        uploadCredits(maker, "earlier-" + bill.id().value() + ".csv", line).sees("对上 1");
    }

    int covers() {
        return jdbc.sql("select count(distinct person) from enrolment.enrolled")
                .query(Integer.class)
                .single();
    }

    /** Reviewers of the counties and cities of the five, and of the province. */
    void openTheDesks() {
        for (String county : List.of("420981", "420302", "420202", "421102", "420281")) {
            desks.put(county, reviewer("year.r" + county, "县审" + county, county));
            String city = county.substring(0, 4);
            desks.computeIfAbsent(city, code -> cityReviewer("year.r" + code, "市审" + code, code));
        }
        desks.put("42", signedIn(staff("year.r42", "省审", Role.PROVINCE_REVIEWER, TestData.PROVINCE)));
        manager = signedIn(staff("year.manager", "管理", Role.MANAGER, TestData.PROVINCE));
    }

    Filing filing(int number, String event) {
        return new Filing(members.get(number), letters, event).receipt(number);
    }

    /** Claims that a page is about or leads to, under names of their own. */
    void remember(WebPage page, String... names) {
        List<String> ids = page.uri().getPath().startsWith("/my/claims/")
                ? List.of(page.uri().getPath())
                : page.links("/my/claims/\\d+");
        assertThat(ids).hasSize(names.length);
        for (int i = 0; i < names.length; i++) {
            claims.put(names[i], Long.parseLong(ids.get(i).replaceAll("\\D+", "")));
        }
    }

    long claim(String name) {
        return claims.get(name);
    }

    WebPage progress(int number, String name) {
        return members.get(number).open("/my/claims/" + claim(name));
    }

    WebPage give(int number, String name) {
        byte[] paper = Filing.letter(letters, "情况属实");
        return progress(number, name)
                .form("/my/cases/\\d+/papers")
                .attach("file", "paper.pdf", paper)
                .send();
    }

    Desk desk(String code, String name) {
        return new Desk(desks.get(code), claim(name));
    }

    void decided(int workingDays) {
        days.add(workingDays);
        books();
    }

    void changeCard(int number, String card) {
        members.get(number)
                .open("/my/account")
                .form("/my/account")
                .fill("card", card)
                .fill("bank", "建设银行")
                .fill("password", WebUser.PASSWORD)
                .send();
    }

    void payAgain(int number, String name) {
        progress(number, name).form("/my/claims/\\d+/pay-again").send();
        books();
    }

    /** Insured, fees, benefits, paid, decided and days of a row. */
    static List<String> figures(List<String> row) {
        return List.of(row.get(3), row.get(5), row.get(6), row.get(7), row.get(9), row.get(10));
    }
}
