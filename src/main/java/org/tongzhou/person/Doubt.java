package org.tongzhou.person;

/** Why a second person does not confirm an account. */
public enum Doubt {
    DENIED,
    OTHER_HOLDER,
    NOT_REACHED,
    NOT_PROVED;

    /** What it is called, in the trail too. */
    public String key() {
        return "audit.detail.doubt." + name();
    }
}
