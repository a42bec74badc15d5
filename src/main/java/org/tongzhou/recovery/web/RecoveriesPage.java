package org.tongzhou.recovery.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.recovery.Recovery;

/** What is owed back, newest first, with the form of a new demand as it was typed and the sentences about its fields. */
public record RecoveriesPage(List<Recovery> recoveries, Typed typed, Map<String, String> errors) {
    public RecoveriesPage {
        recoveries = List.copyOf(recoveries);
        errors = Map.copyOf(errors);
    }

    /** The number of the claim, yuan, the code of the reason, the grounds; each empty where nothing was typed. */
    public record Typed(String reference, String amount, String reason, String grounds) {
        static Typed of(
                @Nullable String reference,
                @Nullable String amount,
                @Nullable String reason,
                @Nullable String grounds) {
            return new Typed(text(reference), text(amount), text(reason), text(grounds));
        }

        private static String text(@Nullable String typed) {
            return typed == null ? "" : typed.strip();
        }
    }
}
