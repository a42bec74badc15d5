package org.tongzhou.claim.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.Tried;

/**
 * One form of a page that has several, as it was sent: which one, by what it does; what was typed, and what was wrong. Where the
 * amount has {@code moved}, it is to be computed again first, whatever the form was.
 */
public record KeptForm(String act, Tried tried, boolean moved) {
    static final KeptForm NONE = new KeptForm("", Tried.NOTHING);

    KeptForm(String act, Tried tried) {
        this(act, tried, false);
    }

    KeptForm refused(Refusal refusal, Frame frame) {
        Tried wrong = new Tried(tried.typed(), Map.of("", ClaimWords.sentence(refusal, frame)));
        return new KeptForm(act, wrong, refusal.code().equals("claim_amount_moved"));
    }

    /** What was wrong with this form; null where it was another, or something that this form does not mend. */
    public @Nullable String error(String act) {
        return this.act.equals(act) && !moved ? tried.error("") : null;
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
