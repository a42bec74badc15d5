package org.tongzhou.claim;

/** Which of the claims that wait for a reviewer: all, those due today or tomorrow, or refusals that want a second person. */
public enum QueueFilter {
    ALL,
    SOON,
    SECOND;

    public String key() {
        return "claim.queue." + name();
    }
}
