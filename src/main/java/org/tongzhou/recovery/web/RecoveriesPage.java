package org.tongzhou.recovery.web;

import org.tongzhou.kernel.Slice;
import org.tongzhou.recovery.Recovery;
import org.tongzhou.shell.Tried;

/** What is owed back, newest first, with the form of a new demand: of the claim that the reader came from, or as it was tried. */
public record RecoveriesPage(Slice<Recovery> recoveries, String after, String reference, Tried tried) {}
