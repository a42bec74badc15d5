package org.tongzhou.browser;

import static org.tongzhou.testing.TestData.FUND;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.access.SomePhones;
import org.tongzhou.enrolment.SomeCovers;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.testing.TestData;

/** A member of a roster comes in on the phone for the first time. */
class ActivatePagesTest extends SitePages {
    @Autowired
    SomePhones phones;

    @Autowired
    SomeCovers covers;

    @Autowired
    People people;

    @Test
    void aMemberOpensTheAccountByTheCodeOfAShortMessage() {
        NewPerson row = TestData.newPerson(Sex.FEMALE, LocalDate.of(1990, 3, 8));
        covers.hospital(data.unit(TestData.DAYE), row);
        try (Browser browser = browser()) {
            User member = browser.phone();
            member.open("/login");
            member.look("login-activate");
            member.follow("用手机号开通账户");
            member.look("activate");
            member.lookInEnglish("activate");
            member.page().locator("#name").fill(row.name());
            member.page().locator("#number").fill("110101199003070000");
            member.press("发验证码");
            member.look("activate-wrong");
            member.sees("证件号应是 18 位");
            member.page().locator("#number").fill(row.id().number());
            member.press("发验证码");
            member.look("activate-code");
            member.sees("验证码已发到登记的手机");
            answer(member, "000");
            member.look("activate-code-wrong");
            member.sees("验证码不对，还可以试 4 次");
            answer(member, phones.newest(people.find(FUND, row.id()).orElseThrow()));
            member.look("activate-home");
            member.sees("登录名：手机号 " + Mask.phone(row.phone()));
        }
    }

    @Test
    void withoutAGatewayThePageSaysWhomToAsk() {
        phones.connected(false);
        try (Browser browser = browser()) {
            User member = browser.phone();
            member.open("/activate");
            member.look("activate-closed");
            member.sees("这里还发不了短信", "单位工会专干");
        } finally {
            phones.connected(true);
        }
    }

    private static void answer(User member, String code) {
        member.page().locator("#code").fill(code);
        member.page().locator("#password").fill(PASSWORD);
        member.page().locator("#again").fill(PASSWORD);
        member.press("设好密码");
    }
}
