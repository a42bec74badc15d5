package org.tongzhou.claim.web;

import java.util.Map;

/**
 * A draft about to be thrown away, in names and values; {@code back} is the page of the list on which it stands, which begins {@code after} a
 * key.
 */
public record DiscardPage(
        long id, int version, String after, String back, Map<String, String> lines, Map<String, String> errors) {}
