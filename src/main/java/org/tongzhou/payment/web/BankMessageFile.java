package org.tongzhou.payment.web;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.tongzhou.shell.TakenAway;

/** A message of the bank's to take away, as it came: names and accounts are in it, so no copy stays on the way. */
final class BankMessageFile {
    private BankMessageFile() {}

    static ResponseEntity<byte[]> of(String name, byte[] message) {
        return TakenAway.of(name + ".txt", MediaType.APPLICATION_OCTET_STREAM, message);
    }
}
