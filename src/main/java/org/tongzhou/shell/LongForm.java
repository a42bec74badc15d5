package org.tongzhou.shell;

/** A place of the site whose forms may be long, contributed by the room that owns it: every address that begins so. */
public record LongForm(String address) {}
