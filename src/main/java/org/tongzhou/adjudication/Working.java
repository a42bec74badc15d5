package org.tongzhou.adjudication;

/** One rule of a benefit, made ready: changes the amount of the run and says so. */
interface Working {
    /** False when the benefit is closed, so that no later rule is looked at. {@code day} is the benefit's day, since 1970. */
    boolean apply(Run run, int day);
}
