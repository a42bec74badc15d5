package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.enrolment.SomeCovers;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.People;
import org.tongzhou.testing.TestData;

/** A member without a sign-in brings another card to the desk, and a second person confirms it. */
class PersonAccountPagesTest extends SitePages {
    @Autowired
    SomeCovers covers;

    @Autowired
    People people;

    @Test
    void aCardThatAMemberBringsToTheDeskIsTheOneThatIsPaid() {
        PersonId person =
                covers.hospital(data.unit(TestData.DAYE), TestData.newPerson(Sex.FEMALE, LocalDate.of(1990, 3, 8)));
        try (Browser browser = browser()) {
            User reviewer = signedIn(browser.desk(), staff("cards.city", Role.CITY_REVIEWER, TestData.HUANGSHI));
            reviewer.open("/people/" + person.value());
            reviewer.follow("代改收款卡");
            reviewer.look("person-account");
            reviewer.lookInEnglish("person-account");
            ask(reviewer, "6217 0026");
            reviewer.look("person-account-wrong");
            reviewer.sees("银行卡号或账号应是 12 到 19 位数字");
            ask(reviewer, "6217 0026 8001 1223 345");
            reviewer.look("person-account-open");
            reviewer.lookInEnglish("person-account-open");
            reviewer.sees("代为申请改到尾号 3345 的卡");
            confirm(browser);
        }
        assertThat(people.payee(TestData.FUND, person).account()).isEqualTo("6217002680011223345");
    }

    private void confirm(Browser browser) {
        User second = signedIn(browser.desk(), staff("cards.checker", Role.FINANCE_CHECKER, TestData.PROVINCE));
        second.open("/account-changes");
        second.look("account-changes-desk");
        second.sees("审核人员代本人申请，依据：看了身份证和卡");
        second.press("已核对本人，确认");
    }

    private static void ask(User reviewer, String card) {
        reviewer.page().locator("#card").fill(card);
        reviewer.page().locator("#reason").fill("看了身份证和卡");
        reviewer.page().locator("#password").fill(PASSWORD);
        reviewer.press("提交复核");
    }
}
