package org.tongzhou.testing.province;

import java.time.LocalDate;

/** A stay in hospital with its e-receipt, amounts in fen, which is claimed on {@code filedOn}. */
record Stay(
        int number,
        long member,
        LocalDate admitted,
        LocalDate discharged,
        LocalDate filedOn,
        String hospital,
        String department,
        String diagnosis,
        String receiptCode,
        String receiptNumber,
        String checkCode,
        long totalFen,
        long poolFen,
        long accountFen,
        long inScopeFen) {
    long borneFen() {
        return totalFen - poolFen;
    }

    long cashFen() {
        return borneFen() - accountFen;
    }

    long outOfScopeFen() {
        return borneFen() - inScopeFen;
    }
}
