package org.tongzhou.access;

import java.time.Duration;

/** How an attempt to prove who one is ended. */
public sealed interface Outcome {
    /** The account is who it says, in its present session version. */
    record Welcome(long account, int version) implements Outcome {}

    /** The password is chosen; whoever works here signs in with it under this login, as every time. */
    record Chosen(String login) implements Outcome {}

    /** Unknown, wrong or closed: the answer does not tell which. */
    record Wrong() implements Outcome {}

    /** Too many tries: not looked at; again after this time, at least a second. */
    record Wait(Duration time) implements Outcome {}
}
