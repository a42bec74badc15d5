package org.tongzhou.kernel;

import java.time.Instant;

/** Sends a one-time code to the phone that the fund holds of a person. Implemented by the room notice. */
public interface PhoneCodes {
    /** False where there is no line to a gateway of short messages: then nothing can be sent. */
    boolean open();

    /**
     * The code of six digits, good for five minutes from {@code at} on; it leaves after the transaction has committed. A
     * person whom nobody knows (0) gets none, after the same work.
     */
    void send(FundId fund, PersonId person, String code, Instant at);
}
