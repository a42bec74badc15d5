package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.contribution.SomeCredits.serial;
import static org.tongzhou.contribution.SomeEntries.entry;
import static org.tongzhou.contribution.SomeEntries.part;
import static org.tongzhou.contribution.SomeEntries.parts;
import static org.tongzhou.testing.TestData.FUND;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.recovery.Repayments;

/** A booking of 380.00 that the bank tells as a whole in one place and by its two parts of 190.00, each numbered for itself, in another. */
class WholeAndPartsTest extends FeeRoom {
    @Autowired
    private StatementCredits elsewhere;

    @Autowired
    private TransactionTemplate transactions;

    private final String booking = serial();
    private final String first = serial();
    private final String second = serial();

    @Test
    void toldByItsPartsFirstItIsTakenInOnce() {
        assertThat(in.message(byParts())).containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN);
        assertThat(in.message(whole("380.00"))).containsExactly(Outcome.DUPLICATE);
        assertThat(in.one(line(booking, "2026-02-10", "380.00", "会费")).outcome())
                .isEqualTo(Outcome.DUPLICATE);
        assertThat(in.message(byParts())).containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE);
        assertThat(elsewhere.has(FUND, new Repayments.Credit(booking, LocalDate.of(2026, 2, 9))))
                .as("nobody notes the booking by hand once more")
                .isTrue();
    }

    @Test
    void toldAsAWholeFirstItIsTakenInOnce() {
        assertThat(in.message(whole("380.00"))).containsExactly(Outcome.UNKNOWN);
        assertThat(in.message(byParts())).containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE);
        assertThat(in.message(whole("380.00"))).containsExactly(Outcome.DUPLICATE);
    }

    @Test
    void toldBothWaysInOneMessageItIsTakenInOnce() {
        assertThat(in.message(byParts() + whole("380.00")))
                .containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE, Outcome.UNKNOWN);
        assertThat(in.message(whole("380.00") + byParts())).containsOnly(Outcome.DUPLICATE);
    }

    @Test
    void aWholeThatIsNotTheSumOfItsPartsGoesToAPerson() {
        in.message(byParts());
        assertThat(in.message(whole("390.00"))).containsExactly(Outcome.DIFFERS);
    }

    /** Its parts on 9 February. */
    @ParameterizedTest
    @CsvSource({"2026-02-06,DUPLICATE", "2026-02-05,UNKNOWN"})
    void onlyAboutTheDayOfItsPartsIsItTheSame(String day, Outcome expected) {
        in.message(byParts());
        assertThat(in.message(whole("380.00").replace("2026-02-09", day))).containsExactly(expected);
    }

    /** The entry has a number that may begin anew each day, and its parts have none: they are counted in it. */
    @Test
    void toldByPartsThatAreCountedItIsTakenInOnce() {
        assertThat(in.message(byCounted())).containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN);
        assertThat(in.message(counted("380.00"))).containsExactly(Outcome.DUPLICATE);
        assertThat(in.message(byCounted())).containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE);
        assertThat(elsewhere.has(FUND, new Repayments.Credit("20260209-" + booking, LocalDate.of(2026, 2, 9))))
                .as("nobody notes the booking by hand once more")
                .isTrue();
        assertThat(in.message(counted("390.00"))).containsExactly(Outcome.DIFFERS);
        in.assertBalanced();
    }

    @Test
    void toldAsAWholeBeforeTheCountedPartsItIsTakenInOnce() {
        assertThat(in.message(counted("380.00"))).containsExactly(Outcome.UNKNOWN);
        assertThat(in.message(byCounted())).containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE);
        String other = serial();
        assertThat(in.message((byCounted() + counted("380.00")).replace(booking, other)))
                .containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE, Outcome.UNKNOWN);
    }

    @Test
    void countedOnAnotherDayItIsAnotherBooking() {
        in.message(byCounted());
        assertThat(in.message(counted("380.00").replace("2026-02-09", "2026-02-10")))
                .containsExactly(Outcome.UNKNOWN);
    }

    @Test
    void countedPartsThatWereTakenInWithoutTheirDayAreKnownAsParts() {
        in.upload(
                line(booking + "/1", "2026-02-09", "190.00", "会费", "甲"),
                line(booking + "/2", "2026-02-09", "190.00", "会费", "乙"));
        assertThat(in.message(byCounted())).containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE);
        assertThat(in.message(counted("380.00"))).containsExactly(Outcome.DUPLICATE);
    }

    @Test
    void anotherCreditUnderTheNumberWithoutTheDayIsNoPart() {
        in.upload(line(booking + "/1", "2026-02-09", "200.00", "会费", "丙"));
        assertThat(in.message(byCounted())).containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN);
    }

    /** The entry has a number that may begin anew each day, and its parts have references of their own. */
    @Test
    void toldByPartsOfTheirOwnReferencesUnderACountedEntryItIsTakenInOnce() {
        assertThat(in.message(byOwn())).containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN);
        assertThat(in.message(counted("380.00"))).containsExactly(Outcome.DUPLICATE);
        assertThat(in.message(byOwn())).containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE);
        assertThat(in.message(counted("390.00"))).containsExactly(Outcome.DIFFERS);
        in.assertBalanced();
    }

    @Test
    void toldAsACountedEntryBeforeSuchPartsItIsTakenInOnce() {
        assertThat(in.message(counted("380.00"))).containsExactly(Outcome.UNKNOWN);
        assertThat(in.message(byOwn())).containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE);
    }

    @Test
    void aCountedEntryOfOnePartThatHasAReferenceIsTakenInOnce() {
        String one = counted("190.00", part(first, "", "甲"));
        String bare = counted("190.00", part("", "", "甲"));
        assertThat(in.message(one)).containsExactly(Outcome.UNKNOWN);
        assertThat(in.message(bare)).containsExactly(Outcome.DUPLICATE);
        String other = serial();
        assertThat(in.message(bare.replace(booking, other))).containsExactly(Outcome.UNKNOWN);
        assertThat(in.message(one.replace(booking, other).replace(first, second)))
                .containsExactly(Outcome.DUPLICATE);
    }

    /** Messages of one day may each begin at 1. */
    @Test
    void underOneNumberOfTwoMessagesTheReferencesTellPartsApart() {
        assertThat(in.message(counted("190.00", part(first, "", "甲")))).containsExactly(Outcome.UNKNOWN);
        assertThat(in.message(counted("200.00", part(second, "", "乙")))).containsExactly(Outcome.UNKNOWN);
    }

    @Test
    void partsThatWereToldAloneAreKnownAsPartsOnceTheBankSaysOfWhat() {
        in.upload(line(first, "2026-02-09", "190.00", "会费", "甲"), line(second, "2026-02-09", "190.00", "会费", "乙"));
        assertThat(in.message(byParts())).containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE);
        assertThat(in.message(whole("380.00"))).containsExactly(Outcome.DUPLICATE);
    }

    @Test
    void anotherBookingOfTheSameSumIsACreditOfItsOwn() {
        in.message(byParts());
        assertThat(in.message(whole("380.00").replace(booking, serial()))).containsExactly(Outcome.UNKNOWN);
        assertThat(in.message(byParts()
                        .replace(booking, serial())
                        .replace(first, serial())
                        .replace(second, serial())))
                .containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN);
        in.assertBalanced();
    }

    /** Whatever tells them: the books themselves refuse it. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "D1,B9,2026-12-31,B9,-,2027-01-03,false",
                "B9,-,2026-12-31,D1,B9,2027-01-03,false",
                "B9,B9,2026-12-31,D1,B9,2026-12-31,true",
                "D1,B9,2026-12-31,B9,-,2027-01-04,true",
                "D1,B9,2026-12-31,B8,-,2026-12-31,true"
            })
    void theBooksHoldNoBookingBesideItsParts(
            String one,
            @Nullable String wholeOfOne,
            String day,
            String other,
            @Nullable String wholeOfOther,
            String later,
            boolean fits) {
        transactions.executeWithoutResult(status -> {
            status.setRollbackOnly();
            insert(one, wholeOfOne, day);
            if (fits) {
                insert(other, wholeOfOther, later);
            } else {
                assertThatThrownBy(() -> insert(other, wholeOfOther, later))
                        .isInstanceOf(DataIntegrityViolationException.class);
            }
        });
    }

    private void insert(String serial, @Nullable String whole, String day) {
        jdbc.sql("""
                        insert into contribution.credit (fund, serial_year, bank_serial, whole_serial, amount_fen, payer, remark,
                            value_date, unit_path, created_at)
                        values (42, extract(year from :day::date), :serial, :whole, 19000, '', '', :day::date, '/42/', :day::date)
                        """)
                .param("serial", serial)
                .param("whole", whole)
                .param("day", day)
                .update();
    }

    private String byParts() {
        return parts(booking, "380.00", part(first, "190.00", "甲"), part(second, "190.00", "乙"));
    }

    private String byCounted() {
        return counted("380.00", part("", "190.00", "甲"), part("", "190.00", "乙"));
    }

    private String byOwn() {
        return counted("380.00", part(first, "190.00", "甲"), part(second, "190.00", "乙"));
    }

    private String counted(String amount, String... parts) {
        return entry("<NtryRef>" + booking + "</NtryRef>", amount, "2026-02-09", String.join("", parts));
    }

    private String whole(String amount) {
        return entry("<AcctSvcrRef>" + booking + "</AcctSvcrRef>", amount, "2026-02-09", "");
    }
}
