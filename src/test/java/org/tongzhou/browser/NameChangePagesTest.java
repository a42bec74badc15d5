package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.enrolment.SomeCovers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.NameChange;
import org.tongzhou.person.NameChanges;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.testing.TestData;

/** A reviewer with an identity card in hand corrects a slip of the roster, and a reviewer of the province confirms it. */
class NameChangePagesTest extends SitePages {
    @Autowired
    SomeCovers covers;

    @Autowired
    People people;

    @Autowired
    NameChanges names;

    @Test
    void aNameThatWasRegisteredByASlipBecomesTheOneOnTheCard() {
        NewPerson slip = TestData.newPerson(Sex.FEMALE, LocalDate.of(1990, 3, 8));
        PersonId person = covers.hospital(data.unit(TestData.DAYE), slip);
        try (Browser browser = browser()) {
            User reviewer = signedIn(browser.desk(), staff("names.city", Role.CITY_REVIEWER, TestData.HUANGSHI));
            reviewer.open("/people/" + person.value());
            reviewer.look("person-of-a-reviewer");
            reviewer.follow("更正姓名");
            reviewer.look("name-change");
            reviewer.lookInEnglish("name-change");
            ask(reviewer, slip.name(), "看了身份证原件");
            reviewer.look("name-change-wrong");
            reviewer.sees("登记的就是这个姓名，不用更正");
            ask(reviewer, "冯兰", "看了身份证原件");
            reviewer.look("name-change-open");
            reviewer.sees("申请更正为“冯兰”");
            confirm(browser);
        }
        assertThat(people.card(TestData.FUND, person).name()).isEqualTo("冯兰");
    }

    @Test
    void aNameThatTheProvinceDoesNotCorrectStaysAsItWas() {
        NewPerson known = TestData.newPerson(Sex.MALE, LocalDate.of(1985, 6, 15));
        PersonId person = covers.hospital(data.unit(TestData.DAYE), known);
        Actor reviewer = data.actor(Role.CITY_REVIEWER, TestData.HUANGSHI);
        names.ask(reviewer, new NameChange(person, "冯建军", "看了身份证原件"), TestData.NOW);
        try (Browser browser = browser()) {
            User province = signedIn(browser.desk(), staff("names.turned", Role.PROVINCE_REVIEWER, TestData.PROVINCE));
            province.open("/name-changes");
            province.press("不予更正");
            province.sees("没有等复核的姓名更正");
        }
        assertThat(people.card(TestData.FUND, person).name()).isEqualTo(known.name());
    }

    private void confirm(Browser browser) {
        User province = signedIn(browser.desk(), staff("names.province", Role.PROVINCE_REVIEWER, TestData.PROVINCE));
        province.open("/name-changes");
        province.look("name-changes");
        province.lookInEnglish("name-changes");
        province.sees("冯兰", "看了身份证原件");
        province.press("已核对证件，确认");
        province.sees("没有等复核的姓名更正");
    }

    private static void ask(User reviewer, String name, String reason) {
        reviewer.page().locator("#name").fill(name);
        reviewer.page().locator("#reason").fill(reason);
        reviewer.press("提交复核");
    }
}
