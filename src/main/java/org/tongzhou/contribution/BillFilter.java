package org.tongzhou.contribution;

/** Which bills a list shows. */
public enum BillFilter {
    ALL,
    OPEN,
    PAID
}
