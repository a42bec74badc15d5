package org.tongzhou.person;

import java.util.Locale;

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

    /** Says to this reader why, and what to do. */
    public String advice(Reader reader) {
        return "person.doubt." + reader.name().toLowerCase(Locale.ROOT) + "." + name();
    }

    /** Who is told: of their own account, the family of an heir, or whoever named the heir. */
    public enum Reader {
        ACCOUNT,
        HEIR,
        NAMER
    }
}
