package org.tongzhou.access;

/** The id and secret of a partner's program, shown once; sent by HTTP Basic. Its text never appears in a log line. */
public record IssuedCredential(long account, String clientId, String secret) {
    @Override
    public String toString() {
        return "IssuedCredential[" + clientId + "]";
    }
}
