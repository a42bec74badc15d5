package org.tongzhou.access.web;

import org.jspecify.annotations.Nullable;

/** The first step of signing in; {@code error} and {@code notice} are sentences, {@code next} the path to go on to. */
public record LoginPage(
        String login,
        String next,
        @Nullable String error,
        @Nullable String notice) {}
