package org.tongzhou_planted.upper;

/** Something that the lower room must not know. */
public record Upper(String name) {}
