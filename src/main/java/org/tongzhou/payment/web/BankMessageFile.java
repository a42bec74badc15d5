package org.tongzhou.payment.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A message of the bank's to take away, as it came: names and accounts are in it, so no copy stays on the way. */
final class BankMessageFile {
    private BankMessageFile() {}

    static ResponseEntity<byte[]> of(String name, byte[] message) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".txt\"")
                .body(message);
    }
}
