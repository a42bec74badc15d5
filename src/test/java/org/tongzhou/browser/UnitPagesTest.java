package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.access.SomePhones;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.testing.TestData;

/** A fund begins with its work units: one by hand, many out of a list, one renamed. */
class UnitPagesTest extends SitePages {
    private static final String COUNTY = "/42/4202/420281/";
    private static final String HEADINGS = "统一社会信用代码,单位名称,单位类型,区县代码,职工人数\n";

    @TempDir
    Path folder;

    @Autowired
    SomePhones phones;

    @Autowired
    People people;

    @Test
    void aCountyRegistersAUnitAndRenamesIt() {
        String code = TestData.unitCode(920_000_001);
        try (Browser browser = browser()) {
            User county = signedIn(browser.desk(), staff("units.county", Role.COUNTY_REVIEWER, COUNTY));
            county.open("/units");
            county.look("units");
            type(county, code.substring(0, 17) + "?", "420281");
            county.press("登记");
            county.sees("校验位不对");
            assertThat(county.page().locator("#name").inputValue()).isEqualTo("新办的工厂");
            county.look("units-refused");
            type(county, code, "420102");
            county.press("登记");
            county.sees("不在您管的地区");
            type(county, code, "420281");
            county.press("登记");
            county.sees("新办的工厂", "1,200", "大冶市", code);
            county.look("unit");
            User stale = new User(county.page().context().newPage());
            stale.open(java.net.URI.create(county.page().url()).getPath());
            rename(county, "改名的工厂");
            county.sees("改名的工厂");
            rename(stale, "又改名的工厂");
            stale.sees("刚被别人改过");
            stale.look("unit-refused");
        }
    }

    @Test
    void aCountyClosesAUnitInFavourOfAnotherAndOpensItAgain() {
        Unit merged = data.unit(TestData.DAYE);
        Unit successor = data.unit(TestData.DAYE);
        try (Browser browser = browser()) {
            User county = signedIn(browser.desk(), staff("units.closes", Role.COUNTY_REVIEWER, COUNTY));
            county.open("/units/" + merged.id().value());
            close(county, merged.code());
            county.sees("不能用");
            county.look("unit-close-refused");
            close(county, successor.code());
            county.sees("起已撤并", successor.name());
            county.look("unit-closed");
            county.open("/units?text=" + merged.code());
            county.sees("已撤并");
            county.look("units-closed");
            county.open("/units/" + merged.id().value());
            county.page().locator("#because").fill("撤并登记有误");
            county.press("恢复");
            county.sees("撤并单位");
            county.open("/language?to=en&back=/units/" + merged.id().value());
            county.sees("Close the unit");
            county.look("unit-english");
        }
    }

    private static void close(User user, String successor) {
        user.page().locator("#successor").fill(successor);
        user.page().locator("#because").fill("并入兄弟单位");
        user.press("撤并");
    }

    @Test
    void aListIsRegisteredWholeOrNotAtAll() throws IOException {
        String right = TestData.unitCode(920_000_002) + ",甲厂,企业,420281,30\n";
        String wrong = "91350100M000100Y44,乙厂,企业,420281,30\n";
        try (Browser browser = browser()) {
            User county = signedIn(browser.desk(), staff("units.list", Role.COUNTY_REVIEWER, COUNTY));
            county.open("/units");
            send(county, HEADINGS + right + wrong);
            county.sees("1 行需要改，一行也没有登记", "第 3 行", "校验位不对");
            county.look("units-list-refused");
            send(county, "不是表格");
            county.sees("没有找到表头");
            send(county, HEADINGS + right);
            county.sees("新登记 1 个单位");
            county.look("units-list-done");
            send(county, HEADINGS + right);
            county.sees("新登记 0 个单位", "1 个单位早已登记");
            county.open("/language?to=en&back=/units");
            county.sees("Register many");
            county.look("units-english");
        }
    }

    @Test
    void anAdministratorsListOpensTheAccountsOfOfficersWhoChooseAPasswordThemselves() throws IOException {
        String code = TestData.unitCode(920_000_003);
        NewPerson officer = TestData.newPerson(Sex.FEMALE, LocalDate.of(1985, 5, 5));
        String headings = HEADINGS.strip() + ",专干姓名,专干证件号码,专干手机号\n";
        String line =
                code + ",丙厂,企业,420281,30," + officer.name() + "," + officer.id().number() + ",";
        try (Browser browser = browser()) {
            User admin = signedIn(browser.desk(), staff("units.admin", Role.ADMIN, TestData.PROVINCE));
            admin.open("/units");
            send(admin, headings + line + "1390000\n");
            admin.sees("第 2 行", "手机号应是 11 位数字");
            send(admin, headings + line + officer.phone() + "\n");
            admin.sees("新登记 1 个单位", "新开 1 个专干账户");
            admin.look("units-officers-done");
            User comes = browser.desk();
            comes.open("/activate");
            comes.page().locator("#name").fill(officer.name());
            comes.page().locator("#number").fill(officer.id().number());
            comes.press("发验证码");
            comes.page()
                    .locator("#code")
                    .fill(phones.newest(people.find(TestData.FUND, officer.id()).orElseThrow()));
            comes.page().locator("#password").fill(PASSWORD);
            comes.page().locator("#again").fill(PASSWORD);
            comes.press("设好密码");
            comes.sees("您的登录名是 u" + code.toLowerCase(Locale.ROOT));
            comes.look("login-chosen");
            comes.page().locator("#password").fill(PASSWORD);
            comes.page().locator("main form button[type=submit]").first().click();
            comes.sees("丙厂");
        }
    }

    @Test
    void anAuditorReadsUnitsAndChangesNone() {
        try (Browser browser = browser()) {
            User auditor = signedIn(browser.desk(), staff("units.auditor", Role.AUDITOR, TestData.PROVINCE));
            auditor.open("/units?text=" + data.unit(TestData.DAYE).code());
            assertThat(auditor.page().getByText("登记一个单位").count()).isZero();
            auditor.page().locator("table a").first().click();
            assertThat(auditor.page().getByText("改登记").count()).isZero();
        }
    }

    private static void type(User user, String code, String county) {
        user.page().locator("#code").fill(code);
        user.page().locator("#name").fill("新办的工厂");
        user.page().locator("#county").fill(county);
        user.page().locator("#staff").fill("１２00");
    }

    private static void rename(User user, String name) {
        user.page().locator("#name").fill(name);
        user.page().locator("#reason").fill("已换发证书");
        user.press("保存");
    }

    private void send(User user, String list) throws IOException {
        Path file = Files.writeString(folder.resolve("units" + System.nanoTime() + ".csv"), list);
        user.page().locator("#file").setInputFiles(file);
        user.press("上传并登记");
    }
}
