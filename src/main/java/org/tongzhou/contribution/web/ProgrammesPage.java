package org.tongzhou.contribution.web;

import java.time.LocalDate;
import org.tongzhou.contribution.Programme;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.Tried;

/** Programmes that reach into the reader's territory, and the form for another as it was tried. */
public record ProgrammesPage(Slice<Programme> programmes, String after, LocalDate today, boolean maker, Tried tried) {}
