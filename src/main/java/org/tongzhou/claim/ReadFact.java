package org.tongzhou.claim;

/** A value as a machine read it, canonical text. */
public record ReadFact(String value, boolean doubtful) {
    KnownFact fact() {
        return new KnownFact(value, value, doubtful, false);
    }
}
