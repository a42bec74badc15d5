package org.tongzhou.recovery.web;

import org.tongzhou.kernel.Slice;
import org.tongzhou.recovery.Recovery;
import org.tongzhou.shell.PagedLists;
import org.tongzhou.shell.Tried;

/** What a member owes back, and an objection as it was tried. */
public record OwnRecoveriesPage(Slice<Recovery> recoveries, PagedLists lists, Tried tried) {}
