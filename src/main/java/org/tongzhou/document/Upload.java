package org.tongzhou.document;

/** A file as somebody sent it: its own name (shown, never used as a path), what it is meant to be, its bytes. */
public record Upload(String fileName, String kind, byte[] bytes) {}
