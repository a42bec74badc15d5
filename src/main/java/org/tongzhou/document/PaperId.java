package org.tongzhou.document;

/** A paper that somebody gave, within its fund. */
public record PaperId(long value) {}
