package org.tongzhou.contribution;

import java.util.Set;
import org.tongzhou.kernel.Money;

/** A bill that an unidentified credit may pay and what speaks for it; a person decides. */
public record Proposal(BillId bill, String reference, String unitName, Money outstanding, Set<Sign> signs) {
    public Proposal {
        signs = Set.copyOf(signs);
    }

    /** What agrees between a credit and what it may be for, the weightiest first. */
    public enum Sign {
        /** The remark names the bill, or has one digit of its reference wrong. */
        REFERENCE,
        /** What is left of the credit is what the bill, or one of its payers, still owes. */
        AMOUNT,
        /** The name stands in payer or remark, spaces and brackets aside. */
        NAME,
        /** The money came between the raising of the bill and a month after it was due. */
        DATE
    }
}
