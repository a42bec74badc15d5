package org.tongzhou.claim;

/** What happened to the person, as the first step of the wizard asks. */
public enum EventKind {
    HOSPITAL,
    ILLNESS,
    ACCIDENT;

    /** Key of the word for it, in the bundle of this room. */
    public String key() {
        return "claim.event." + name();
    }
}
