package org.tongzhou.kernel;

/** A fund, by the GB/T 2260 code of its province (two digits); the first column of every key of a table that grows with members. */
public record FundId(int code) {
    public FundId {
        if (code < 11 || code > 99) {
            throw new IllegalArgumentException("fund code " + code);
        }
    }
}
