package org.tongzhou.shell;

/**
 * Present as a bean only where the clock is the demonstration clock: every page then shows the time and two buttons that
 * POST to {@code action} with {@code by=day} or {@code by=event}.
 */
public record ClockControls(String action) {}
