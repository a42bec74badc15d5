package org.tongzhou.hospital.web;

/** The credential of a new sender, shown this once. */
public record IssuedPage(String name, long account, String client, String secret) {
    @Override
    public String toString() {
        return "IssuedPage[" + account + "]";
    }
}
