package org.tongzhou.contribution.web;

import java.time.LocalDate;
import java.util.List;
import org.tongzhou.contribution.Programme;
import org.tongzhou.shell.Tried;

/** Programmes that reach into the reader's territory, and the form for another as it was tried. */
public record ProgrammesPage(List<Programme> programmes, LocalDate today, boolean maker, Tried tried) {}
