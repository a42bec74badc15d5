package org.tongzhou.contribution.web;

import org.tongzhou.contribution.Refund;
import org.tongzhou.shell.PagedLists;
import org.tongzhou.shell.Tried;

/** A refund that the bank sent back, and the form for another account as it was tried. */
public record ReturnedPage(Refund refund, PagedLists lists, Tried tried) {}
