package org.tongzhou.claim.web;

import java.util.Map;

/** A draft about to be thrown away, in names and values; {@code back} is the list in which it stands. */
public record DiscardPage(long id, int version, String back, Map<String, String> lines, Map<String, String> errors) {}
