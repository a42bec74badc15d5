package org.tongzhou.enrolment;

/** One cell put right by hand; {@code row} as in the sheet, {@code column} from 0. */
public record CellFix(int row, int column, String value) {}
