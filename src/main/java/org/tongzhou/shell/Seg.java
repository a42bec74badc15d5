package org.tongzhou.shell;

/** One cut of a list in the component {@code seg}. */
public record Seg(String word, String href, boolean current) {}
