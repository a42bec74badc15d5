package org.tongzhou.claim.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.plan.EventKind;

/** Step 1: what happened, as typed or as saved. {@code draft} is the saved one to go on with, if there is one; {@code member} whom an officer files for. */
public record StartPage(
        @Nullable Long draft,
        @Nullable EventKind kind,
        String saved,
        @Nullable Long member,
        String memberName,
        String died,
        Map<String, String> errors) {}
