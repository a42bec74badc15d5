package org.tongzhou.adjudication;

/** One rule of a benefit, made ready: changes the amount of the run and says so. */
abstract class Working {
    /** False when the benefit is closed, so that no later rule is looked at. {@code day} is the benefit's day, since 1970. */
    abstract boolean apply(Run run, int day);
}
