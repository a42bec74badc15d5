package org.tongzhou.hospital.web;

/** The first half of the secret of a sender that is to be trusted, shown this once. */
public record HalfPage(String name, long appointment, String half) {
    @Override
    public String toString() {
        return "HalfPage[" + appointment + "]";
    }
}
