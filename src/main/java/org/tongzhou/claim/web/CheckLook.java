package org.tongzhou.claim.web;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tongzhou.claim.FactField;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.plan.PlanCode;

/** What the reader asked to edit ({@code all} or a field's code), what they typed or ticked, and what was refused. */
record CheckLook(
        String edit,
        Map<FactField, String> typed,
        Set<PlanCode> also,
        @Nullable Refusal refusal) {
    static CheckLook at(@Nullable String edit) {
        return new CheckLook(edit == null ? "" : edit, Map.of(), Set.of(), null);
    }

    /** One more field to be put right, beside what is typed and ticked already. */
    static CheckLook at(String edit, Map<FactField, String> typed, Set<PlanCode> also) {
        return new CheckLook(edit, typed, also, null);
    }

    static CheckLook ticked(Set<PlanCode> also) {
        return new CheckLook("", Map.of(), also, null);
    }

    static CheckLook typed(Map<FactField, String> typed, Set<PlanCode> also, Refusal refusal) {
        return new CheckLook("", typed, also, refusal);
    }

    static CheckLook submitted(Set<PlanCode> also, Refusal refusal) {
        return new CheckLook("", Map.of(), also, refusal);
    }

    boolean edits(FactField field) {
        return edit.equals("all") || edit.equals(field.code()) || typed.containsKey(field) || refuses(field);
    }

    private boolean refuses(FactField field) {
        return refusal != null && refusal.details().contains(field);
    }
}
