package org.tongzhou.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.UnitId;

/** What makes an account decide, or hands over one that does: asked for by one administrator, done when a second confirms it. */
public record Appointment(
        long id,
        Kind kind,
        Subject subject,
        Change change,
        Word asked,
        State state,
        @Nullable Word settled) {
    public enum Kind {
        OPEN,
        ROLES,
        RESET,
        REOPEN,
        CREDENTIAL,
        /** What the program reports is paid without asking. */
        TRUST
    }

    public enum State {
        ASKED,
        CONFIRMED,
        WITHDRAWN,
        REFUSED
    }

    /** The account, null until one that is to be opened is; {@code name} is that of the hospital where it is about its trust. */
    public record Subject(
            @Nullable Long account,
            boolean program,
            String login,
            String name,
            @Nullable PersonId person,
            @Nullable UnitId unit,
            String path) {
        /** The login is a mobile then, which nobody reads here. */
        public boolean byMobile() {
            return Logins.isByMobile(login);
        }
    }

    /** {@code handsOver}: the owner comes in anew, by two halves. */
    public record Change(Set<Role> before, Set<Role> after, boolean handsOver) {
        public Change {
            before = Set.copyOf(before);
            after = Set.copyOf(after);
        }
    }

    /** Who said it: account, person, and how far their territory reached. */
    public record Word(long account, PersonId person, String name, String path, Instant at) {}

    public boolean waits() {
        return state == State.ASKED;
    }

    /** With the account that it was about, or that it opened. */
    Appointment done(long account) {
        Subject about = new Subject(
                account,
                subject.program(),
                subject.login(),
                subject.name(),
                subject.person(),
                subject.unit(),
                subject.path());
        return new Appointment(id, kind, about, change, asked, state, settled);
    }

    NewAccount opening() {
        if (subject.person() == null) {
            throw new IllegalStateException("nobody to open an account for");
        }
        return new NewAccount(
                subject.login(), subject.name(), subject.person(), subject.unit(), subject.path(), change.after());
    }

    long account() {
        if (subject.account() == null) {
            throw new IllegalStateException("no account yet");
        }
        return subject.account();
    }
}
