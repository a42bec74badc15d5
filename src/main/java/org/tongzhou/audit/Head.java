package org.tongzhou.audit;

import java.time.LocalDate;

/** The last seal of a day of a book; whoever keeps it outside can tell later whether the chain was rewritten. */
record Head(LocalDate day, long seq, byte[] hash) {}
