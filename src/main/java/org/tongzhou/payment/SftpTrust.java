package org.tongzhou.payment;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whom an SFTP line trusts and how it signs in: the bank's host key ({@code SHA256:…}), and a key file or the shared secret. */
record SftpTrust(String hostKey, @Nullable Path key) {
    SftpTrust {
        if (!hostKey.matches("SHA256:[A-Za-z0-9+/]{43}")) {
            throw new IllegalArgumentException(
                    "the bank's host key must be pinned: tongzhou.bank.sftp.host-key=SHA256:…");
        }
    }
}
