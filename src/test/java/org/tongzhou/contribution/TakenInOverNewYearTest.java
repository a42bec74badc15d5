package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.contribution.SomeCredits.serial;
import static org.tongzhou.contribution.SomeEntries.entry;
import static org.tongzhou.contribution.SomeEntries.part;
import static org.tongzhou.contribution.SomeEntries.parts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bank books a credit on one side of New Year and tells it on the other too; it also begins its numbers anew there. */
class TakenInOverNewYearTest extends FeeRoom {
    private final String serial = serial();

    /** One serial number, first with 190.00 of 甲工会 for 会费. */
    @ParameterizedTest
    @CsvSource({
        "2025-12-31,2026-01-01,190.00,甲工会,会费,DUPLICATE",
        "2026-01-01,2025-12-31,190.00,甲工会,会费,DUPLICATE",
        "2025-12-30,2026-01-02,190.00,甲工会,会费,DUPLICATE",
        "2025-12-30,2026-01-03,190.00,甲工会,会费,UNKNOWN",
        "2025-12-31,2026-01-01,190.00,甲工会,一月,DIFFERS",
        "2025-12-31,2026-01-01,190.00,,会费,DIFFERS",
        "2025-12-31,2026-01-01,190.00,乙公司,会费,UNKNOWN",
        "2025-12-31,2026-01-01,195.00,甲工会,会费,UNKNOWN"
    })
    void aCreditToldOnBothSidesIsOneWhereAllAgrees(
            String day, String again, String amount, String payer, String remark, Outcome expected) {
        in.upload(line(serial, day, "190.00", "会费", "甲工会"));
        String told = line(serial, again, amount, remark, payer == null ? "" : payer);
        assertThat(in.one(told).outcome()).isEqualTo(expected);
        in.assertBalanced();
    }

    @Test
    void transfersForTwoBillsUnderOneNumberAreTwo() {
        Bill one = bill(1);
        Bill other = bill(1);
        assertThat(in.one(line(serial, "2025-12-31", "95.00", one.reference())).outcome())
                .isEqualTo(Outcome.EXACT);
        assertThat(in.one(line(serial, "2026-01-01", "95.00", other.reference()))
                        .outcome())
                .isEqualTo(Outcome.EXACT);
    }

    @ParameterizedTest
    @CsvSource({"2025-12-31,2026-01-01", "2026-01-01,2025-12-31"})
    void aBookingToldAsAWholeAndByItsPartsIsOneInEitherOrder(String day, String again) {
        String whole = entry("<AcctSvcrRef>" + serial + "</AcctSvcrRef>", "380.00", "2026-02-09", "");
        String byParts = parts(serial, "380.00", part(serial(), "190.00", "甲"), part("", "190.00", "乙"));
        assertThat(in.message(whole.replace("2026-02-09", day))).containsExactly(Outcome.UNKNOWN);
        assertThat(in.message(byParts.replace("2026-02-09", again)))
                .containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE);
        String other = serial();
        assertThat(in.message(byParts.replace("2026-02-09", day).replace(serial, other)))
                .containsOnly(Outcome.UNKNOWN);
        assertThat(in.message(whole.replace("2026-02-09", again).replace(serial, other)))
                .containsExactly(Outcome.DUPLICATE);
    }

    @Test
    void partsOfABookingThatTheNextYearNumbersAlikeAreItsOwn() {
        String whole = entry("<AcctSvcrRef>" + serial + "</AcctSvcrRef>", "380.00", "2025-12-29", "");
        String byParts = parts(serial, "380.00", part("", "190.00", "甲"), part("", "190.00", "乙"));
        in.message(whole);
        assertThat(in.message(byParts.replace("2026-02-09", "2026-01-02"))).containsOnly(Outcome.UNKNOWN);
    }

    /** Of two transfers alike the other one would be taken back with it. */
    @Test
    void aReturnToldOnBothSidesTakesBackOneCredit() {
        Bill bill = bill(1);
        in.upload(
                line(serial(), "2025-12-30", "95.00", bill.reference()),
                line(serial(), "2025-12-30", "95.00", bill.reference()));
        String taken = line(serial, "2025-12-31", "-95.00", "退汇 " + bill.reference());
        assertThat(in.one(taken).outcome()).isEqualTo(Outcome.RETURNED);
        assertThat(in.one(taken.replace("2025-12-31", "2026-01-01")).outcome()).isEqualTo(Outcome.RETURN_UNKNOWN);
        assertThat(again(bill).state()).isEqualTo(Bill.State.PAID);
    }
}
