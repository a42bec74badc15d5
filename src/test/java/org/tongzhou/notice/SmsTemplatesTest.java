package org.tongzhou.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.shell.PublicAddress;
import org.tongzhou.shell.Words;

/** A short message holds the fund's name, a claim's number, a day, a code and our own address: nothing else can get in. */
class SmsTemplatesTest {
    private static final Pattern FORBIDDEN = Pattern.compile(
            "元|￥|¥|金额|\\d+[.,]\\d{2}|医院|病|癌|诊断|伤|身故|点击|hospital|illness|disease|cancer|diagnos|amount|yuan|injur|death",
            Pattern.CASE_INSENSITIVE);
    private static final LocalDate TODAY = LocalDate.of(2026, 2, 10);
    private static final SmsText.Slots SLOTS = new SmsText.Slots(
            new ClaimNumber("HZ2026021000123456"), LocalDate.of(2027, 12, 24), new SixDigits("482913"));
    private static final String LINK = "https://huzhu.example.org.cn/my/messages";

    @ParameterizedTest
    @EnumSource(SmsTemplate.class)
    void noTemplateNamesAnIllnessAHospitalOrAnAmount(SmsTemplate template) {
        for (Words words : List.of(Words.of(Words.ZH), Words.of(Words.EN))) {
            String text = SmsText.of(template, SLOTS, words, LINK, TODAY).words();
            assertThat(text).contains(words.say("shell.app")).doesNotContainPattern(FORBIDDEN);
            assertThat(text.contains(LINK)).isEqualTo(!template.bringsCode());
            assertThat(text.contains("482913")).isEqualTo(template.bringsCode());
            assertThat(text.contains("HZ2026021000123456")).isEqualTo(template.namesClaim());
            assertThat(text.contains("2027")).isEqualTo(template.namesDay());
            assertThat(words.say(
                            template.key(),
                            Stream.of("", "", "", "", "", "§", "§").toArray()))
                    .as("nothing but the five")
                    .doesNotContain("§");
        }
    }

    @ParameterizedTest
    @EnumSource(SmsTemplate.class)
    void whateverATellingHoldsOnlyAClaimsNumberAndADayComeThrough(SmsTemplate template) {
        List<String> values = List.of("急性心肌梗死", "fen:695459", "应城市人民医院", "6,954.59");
        String message =
                "notice." + template.name().toLowerCase(java.util.Locale.ROOT).replaceFirst("_", ".");
        Outbox.Telling telling = new Outbox.Telling(message, values, "/my");
        assertThat(SmsTemplate.of(telling)).contains(template);
        boolean fixed = !template.namesClaim() && !template.namesDay() && !template.bringsCode();
        assertThat(template.slots(telling).isPresent()).isEqualTo(fixed);
    }

    @ParameterizedTest
    @EnumSource(SmsTemplate.class)
    void theListOfThoseThatDidNotArriveHasAWordForEach(SmsTemplate template) {
        String kind = "notice.kind." + template.name().toLowerCase(java.util.Locale.ROOT);
        assertThat(Words.of(Words.ZH).say(kind)).isNotBlank();
        assertThat(Words.of(Words.EN).say(kind)).isNotBlank();
    }

    /** Somebody else's name makes somebody else's card fit: whoever is corrected hears of it without signing in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "notice.name.asked",
                "notice.name.confirmed",
                "notice.identity.asked",
                "notice.identity.confirmed"
            })
    void aCorrectedNameOrNumberIsToldByPhoneWithoutEither(String message) {
        Outbox.Telling telling = new Outbox.Telling(message, List.of("冯*军"), "/my");
        assertThat(SmsTemplate.of(telling).flatMap(template -> template.slots(telling)))
                .contains(SmsText.Slots.NONE);
    }

    /** Who was promised a day by phone hears by phone that it is another. */
    @ParameterizedTest
    @ValueSource(strings = {"notice.direct.passes", "notice.direct.person"})
    void whatBecomesOfAnAnnouncedBenefitIsToldByPhoneToo(String message) {
        String first = message.endsWith("person") ? "HZ2026021000123456" : "fen:695459";
        List<String> values = List.of(first, "2026-02-13", "2026-02-24");
        Outbox.Telling telling = new Outbox.Telling(message, values, "/my/claims/1");
        assertThat(SmsTemplate.of(telling).flatMap(template -> template.slots(telling)))
                .get()
                .extracting(SmsText.Slots::day)
                .isEqualTo(LocalDate.of(2026, 2, 13));
    }

    @Test
    void noMessageOfABenefitThatNobodyAskedForPromisesADayOfPayment() {
        for (String key : List.of("notice.direct.announced", "notice.sms.direct_announced", "notice.direct.passes")) {
            assertThat(Words.of(Words.ZH).say(key, "§", "§", "§", "§")).doesNotContain("§自动打款");
            assertThat(Words.of(Words.EN).say(key, "§", "§", "§", "§")).doesNotContain("paid on §");
        }
    }

    @Test
    void anAddressOfOursThatLeavesTooLittleRoomForTheWordsIsRefusedAtStart() {
        assertThatThrownBy(() -> settings("http://gateway", "https://" + "huzhu.".repeat(12) + "example"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "tongzhou[.]public-url is \\d+ characters too long for short messages: https://huzhu.*");
        assertThatCode(() -> settings("http://gateway", "https://zhigonghuzhu.example.org.cn"))
                .doesNotThrowAnyException();
        assertThatCode(() -> settings("", "https://" + "huzhu.".repeat(12) + "example"))
                .as("without a gateway it is in no message")
                .doesNotThrowAnyException();
    }

    /** The link would name a page that is not there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://huzhu.example.org.cn",
                "https://huzhu.example.org.cn/",
                " https://huzhu.example.org.cn// "
            })
    void anAddressOfOursIsWrittenWithASlashAtItsEndOrWithout(String site) {
        assertThat(text(settings("http://gateway", site).link())).contains(" " + LINK);
    }

    @Test
    void withoutAnAddressOfOursTheOneOfThisMachineIsNamed() {
        assertThat(settings("http://gateway", "").link()).isEqualTo("http://localhost:8080/my/messages");
    }

    private static String text(String link) {
        return SmsText.of(SmsTemplate.CLAIM_APPROVED, SLOTS, Words.of(Words.EN), link, TODAY)
                .words();
    }

    private static SmsSettings settings(String gateway, String site) {
        Duration some = Duration.ofMinutes(1);
        PublicAddress address = new PublicAddress(new MockEnvironment().withProperty("tongzhou.public-url", site));
        return new SmsConfiguration().smsSettings(gateway, address, "21:00", "08:00", 5, 5, some, some, some);
    }
}
