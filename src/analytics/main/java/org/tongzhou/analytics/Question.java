package org.tongzhou.analytics;

import java.io.Serializable;

/** Decide all claims of these years, by the day of the event, under the version that a plan file holds. */
public record Question(String planFile, String planText, int first, int last) implements Serializable {}
