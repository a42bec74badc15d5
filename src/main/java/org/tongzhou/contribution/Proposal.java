package org.tongzhou.contribution;

import org.tongzhou.kernel.Money;

/** A bill that an unidentified credit may pay; a person decides. */
public record Proposal(
        BillId bill, String reference, String unitName, Money outstanding, boolean sameAmount, boolean sameName) {}
