package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tongzhou.kernel.FundId;

class PaymentReferenceTest {
    private static final String REFERENCE = PaymentReference.of(new FundId(42), new BillId(17));

    @Test
    void aReferenceStatesFundAndBill() {
        assertThat(REFERENCE).matches("HZ42000000017\\d{2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "会费%s", "互助会费 %s 大冶", "%s。", "(%s)", "编号：%s，共1676人"})
    void itIsFoundAmongOtherWords(String remark) {
        assertThat(PaymentReference.in(String.format(remark, REFERENCE))).containsExactly(REFERENCE);
    }

    @Test
    void itIsFoundHoweverItWasTyped() {
        assertThat(PaymentReference.in(REFERENCE.toLowerCase(Locale.ROOT))).containsExactly(REFERENCE);
        assertThat(PaymentReference.in("HZ-42 000000017-" + REFERENCE.substring(13)))
                .containsExactly(REFERENCE);
        StringBuilder wide = new StringBuilder();
        REFERENCE.chars().forEach(c -> wide.append((char) (c + 0xFEE0)));
        assertThat(PaymentReference.in(wide.toString())).containsExactly(REFERENCE);
        assertThat(PaymentReference.in(REFERENCE + " " + REFERENCE)).containsExactly(REFERENCE);
    }

    @Test
    void oneWrongOrSwappedDigitIsNeverAnotherBill() {
        Random random = new Random(42);
        for (int bill = 1; bill < 3_000; bill++) {
            String good = PaymentReference.of(new FundId(42), new BillId(random.nextInt(999_999_999) + 1));
            int at = 2 + random.nextInt(13);
            char[] changed = good.toCharArray();
            changed[at] = (char) ('0' + (changed[at] - '0' + 1 + random.nextInt(9)) % 10);
            assertThat(PaymentReference.in(new String(changed))).isEmpty();
            char[] swapped = good.toCharArray();
            int pair = 2 + random.nextInt(12);
            if (swapped[pair] != swapped[pair + 1]) {
                char first = swapped[pair];
                swapped[pair] = swapped[pair + 1];
                swapped[pair + 1] = first;
                assertThat(PaymentReference.in(new String(swapped))).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HZ", "4200000001700", "HZ42000000017", "ＨＺ", "会费"})
    void otherWordsHoldNone(String remark) {
        assertThat(PaymentReference.in(remark)).isEmpty();
    }

    @Test
    void aLongerNumberIsNotCutToFit() {
        assertThat(PaymentReference.in(REFERENCE + "5")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%s 190元", "%s 2026年会费", "%s 2026021000001", "%s，190.00", "2026 %s-1", "2026021000001 %s 190"})
    void digitsApartFromItAreNoneOfIts(String remark) {
        String inGroups = "HZ 42 000000017 " + REFERENCE.substring(13);
        assertThat(PaymentReference.in(String.format(remark, REFERENCE))).containsExactly(REFERENCE);
        assertThat(PaymentReference.in(String.format(remark, inGroups))).containsExactly(REFERENCE);
        assertThat(PaymentReference.near(String.format(remark, REFERENCE.substring(2))))
                .as("without its letters")
                .contains(REFERENCE);
        String swapped = REFERENCE.substring(0, 11) + "71" + REFERENCE.substring(13);
        assertThat(PaymentReference.near(String.format(remark, swapped)))
                .as("two digits swapped")
                .contains(REFERENCE);
        String programme = PaymentReference.of(new FundId(42), new ProgrammeId(17));
        assertThat(PaymentReference.ofProgrammes(String.format(remark, programme)))
                .containsExactly(programme);
    }

    @Test
    void everySlipOfOneDigitLeadsBackAndIsNeverTakenForRight() {
        for (int i = 2; i < REFERENCE.length(); i++) {
            char wrong = REFERENCE.charAt(i) == '7' ? '3' : '7';
            String slipped = REFERENCE.substring(0, i) + wrong + REFERENCE.substring(i + 1);
            assertThat(PaymentReference.in(slipped)).isEmpty();
            assertThat(PaymentReference.near("会费 " + slipped)).contains(REFERENCE);
        }
        assertThat(PaymentReference.near(REFERENCE.substring(2)))
                .as("without its letters")
                .containsExactly(REFERENCE);
        assertThat(PaymentReference.near("12345")).isEmpty();
    }
}
