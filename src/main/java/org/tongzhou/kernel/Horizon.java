package org.tongzhou.kernel;

import java.time.LocalDate;
import java.util.Optional;

/** The next day on which time alone changes something: a cover starts, an answer is due, a block on an account ends. A room that waits for days offers one as a bean. */
public interface Horizon {
    Optional<LocalDate> nextAfter(FundId fund, LocalDate today);
}
