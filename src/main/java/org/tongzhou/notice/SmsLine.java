package org.tongzhou.notice;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.HttpLine;

/** The line to the gateway of short messages. A call gives the gateway's answer or is silence; nothing is repeated inside. */
interface SmsLine {
    /** What the gateway says of a message. */
    enum Word {
        ACCEPTED,
        DELIVERED,
        UNDELIVERED,
        REFUSED,
        NEVER_SEEN
    }

    /** {@code reason} in the gateway's upper-case code, or null. */
    record Answer(Word word, @Nullable String reason) {}

    /** A line of the gateway's book; the same may come twice, and late. */
    record Receipt(long seq, String key, Answer answer) {}

    /** Hands a message over; the same key again is the same message and is not sent twice. */
    Answer send(String key, String phone, SmsText text) throws HttpLine.Silence;

    /** What became of a key. */
    Answer status(String key) throws HttpLine.Silence;

    /** Receipts after a sequence number, oldest first; empty when there are none. */
    List<Receipt> receipts(long after) throws HttpLine.Silence;
}
