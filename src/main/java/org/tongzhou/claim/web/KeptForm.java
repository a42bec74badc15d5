package org.tongzhou.claim.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.shell.Tried;

/** One form of a page that has several, as it was sent: which one, by what it does; what was typed, and what was wrong. */
public record KeptForm(String act, Tried tried) {
    static final KeptForm NONE = new KeptForm("", Tried.NOTHING);

    KeptForm refused(String sentence) {
        return new KeptForm(act, new Tried(tried.typed(), Map.of("", sentence)));
    }

    /** What was wrong with this form; null where it was another. */
    public @Nullable String error(String act) {
        return this.act.equals(act) ? tried.error("") : null;
    }

    /** What was typed in a field of this form; empty where it was another. */
    public String value(String act, String field) {
        return value(act, field, "");
    }

    /** The same, or what stands there before anybody types. */
    public String value(String act, String field, String before) {
        return this.act.equals(act) ? tried.value(field, before) : before;
    }

    public boolean chose(String act, String field, String option) {
        return this.act.equals(act) && tried.chose(field, option);
    }
}
