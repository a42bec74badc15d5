package org.tongzhou.payment;

import java.time.LocalDate;
import java.util.Map;

/**
 * The line to the bank. Each call either gives the bank's whole answer or is {@link BankSilence}, which says nothing
 * about what the bank has done. Nothing is ever repeated inside a link.
 */
public interface BankLink {
    /** Hands a pain.001 over under its file name; the answer is a pain.002 on the message as a whole. */
    byte[] submit(String fileName, byte[] creditTransfer) throws BankSilence;

    /** Asks what became of a message: a pain.002, also when the bank has never seen it. */
    byte[] status(String msgId) throws BankSilence;

    /** What was booked on our account after a sequence number and up to a day: a camt.054, perhaps without entries. */
    byte[] notifications(long after, LocalDate upTo) throws BankSilence;

    /** What the bank left unasked, such as a day's statement, by name; a line without files has none. */
    default Map<String, byte[]> left() throws BankSilence {
        return Map.of();
    }

    /** We have what was left under this name; the bank need not show it again. */
    default void taken(String name) throws BankSilence {}
}
