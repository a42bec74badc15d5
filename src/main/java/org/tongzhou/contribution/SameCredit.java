package org.tongzhou.contribution;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;

/**
 * Whether a line tells of a credit in the books under its serial number once more. Some banks begin their numbers anew each day, or
 * give one to several transfers; so amount, day and whatever else both say must agree, and a person looks at what does not.
 */
final class SameCredit {
    /** As far as the days of a notification and a statement may lie apart. */
    static final int DAYS_ABOUT = 3;

    private SameCredit() {}

    static boolean is(Credit credit, BankLine line) {
        boolean payer = isAlike(credit.payer(), line.payer());
        boolean remark = isAlike(credit.remark(), line.remark());
        if (!credit.amount().equals(line.amount()) || paysOthers(credit, line)) {
            return false;
        }
        return isOfTheDay(credit, line)
                ? payer || remark || tellsLess(credit, line)
                : isAbout(credit, line) && payer && remark;
    }

    /** Not that another paid it, nor another sum, nor for another bill. */
    static boolean mayBe(Credit credit, BankLine line) {
        boolean others = !credit.payer().isEmpty() && !line.payer().isEmpty() && !isAlike(credit.payer(), line.payer());
        return credit.amount().equals(line.amount()) && isAbout(credit, line) && !others && !paysOthers(credit, line);
    }

    /** The very line again, as within one file. */
    static boolean isRepeated(Credit credit, BankLine line) {
        return credit.amount().equals(line.amount())
                && isOfTheDay(credit, line)
                && credit.payer().equals(line.payer())
                && credit.remark().equals(line.remark());
    }

    static boolean isOfTheDay(Credit credit, BankLine line) {
        return credit.valueDate().equals(line.valueDate());
    }

    static boolean isAbout(Credit credit, BankLine line) {
        return isAbout(credit.valueDate(), line.valueDate());
    }

    static boolean isAbout(LocalDate one, LocalDate other) {
        return Math.abs(ChronoUnit.DAYS.between(one, other)) <= DAYS_ABOUT;
    }

    private static boolean paysOthers(Credit credit, BankLine line) {
        List<String> there = PaymentReference.in(credit.remark());
        List<String> here = PaymentReference.in(line.remark());
        return !there.isEmpty() && !here.isEmpty() && Collections.disjoint(there, here);
    }

    /** A notification and a statement word it differently; the one without a payer says too little to be held against the other. */
    private static boolean tellsLess(Credit credit, BankLine line) {
        boolean payers = credit.payer().isEmpty() || line.payer().isEmpty();
        boolean remarks = credit.remark().isEmpty() || line.remark().isEmpty();
        return payers && (remarks || credit.payer().isEmpty() != line.payer().isEmpty());
    }

    private static boolean isAlike(String one, String other) {
        String a = plain(one);
        String b = plain(other);
        return !a.isEmpty() && !b.isEmpty() && (a.contains(b) || b.contains(a));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s", "");
    }
}
