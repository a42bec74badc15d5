package org.tongzhou.catalogue;

/** Names a draft within its fund. */
public record DraftId(long value) {}
