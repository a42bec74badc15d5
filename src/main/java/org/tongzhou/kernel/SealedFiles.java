package org.tongzhou.kernel;

/** Implemented by the room that keeps {@link Vault} envelopes as files, so that they go under a new key with all others. */
public interface SealedFiles {
    /** Seals under the newest key what an older one sealed; can be stopped at any moment, and goes on when asked again. */
    Resealed reseal(FundId fund);

    /** How many were sealed anew, and how many stay as they are because no key opens them. */
    record Resealed(long anew, long unreadable) {}
}
