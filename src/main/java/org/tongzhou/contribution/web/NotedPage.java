package org.tongzhou.contribution.web;

import org.tongzhou.contribution.NotedLine;
import org.tongzhou.kernel.Slice;

/** Lines of bank files that differ from what was noted by hand under their numbers. */
public record NotedPage(Slice<NotedLine> lines, String after) {}
