package org.tongzhou.adjudication;

import java.time.LocalDate;

/** One rule of a benefit, made ready: changes the amount of the run and says so. */
interface Working {
    /** False when the benefit is closed, so that no later rule is looked at. {@code day} is the benefit's day. */
    boolean apply(Run run, LocalDate day);
}
