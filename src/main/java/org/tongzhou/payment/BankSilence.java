package org.tongzhou.payment;

/** No usable answer came from the bank: refused connection, time-out, broken line, an error page. */
public final class BankSilence extends Exception {
    private static final long serialVersionUID = 1L;

    public BankSilence(String how) {
        super(how);
    }
}
