package org.tongzhou.payment;

import java.time.LocalDate;
import java.util.List;

/**
 * The line to the bank. Each call either gives the bank's whole answer or is {@link BankSilence}, which says nothing
 * about what the bank has done. Nothing is ever repeated inside a link.
 */
public interface BankLink {
    /** The largest message that is taken, in bytes. */
    int MOST_BYTES = 64 << 20;

    /** Hands a pain.001 over under its file name; the answer is a pain.002 on the message as a whole. */
    byte[] submit(String fileName, byte[] creditTransfer) throws BankSilence;

    /** Asks what became of a message: a pain.002, also when the bank has never seen it. */
    byte[] status(String msgId) throws BankSilence;

    /** What was booked on our account after a sequence number and up to a day: a camt.054, perhaps without entries. */
    byte[] notifications(long after, LocalDate upTo) throws BankSilence;

    /** Names of what the bank left unasked, such as a day's statement; a line without files has none. */
    default List<String> left() throws BankSilence {
        return List.of();
    }

    /** What was left under one of these names. */
    default Left fetch(String name) throws BankSilence {
        throw new BankSilence(name);
    }

    /** A file of the bank's: all of it, or the beginning of one that is larger than a message may be. */
    record Left(byte[] bytes, boolean isWhole) {}

    /** We have what was left under this name; the bank need not show it again. */
    default void taken(String name) throws BankSilence {}
}
