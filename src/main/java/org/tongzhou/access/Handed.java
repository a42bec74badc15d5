package org.tongzhou.access;

/**
 * What an administrator holds afterwards, shown once: all of a password or a program's secret where one may give it alone, of what
 * takes two a half. {@code appointment} is 0 where nothing waits, {@code account} where there is none yet. Its text never appears
 * in a log line.
 */
public record Handed(Part part, long appointment, long account, String login, String secret, boolean program) {
    public enum Part {
        NOTHING,
        ALL,
        FIRST,
        SECOND
    }

    static Handed nothing(long account) {
        return new Handed(Part.NOTHING, 0, account, "", "", false);
    }

    static Handed of(Part part, OneTimePassword password, String shown) {
        return new Handed(part, 0, password.account(), password.login(), shown, false);
    }

    static Handed of(Part part, IssuedCredential credential, String shown) {
        return new Handed(part, 0, credential.account(), credential.clientId(), shown, true);
    }

    /** Whether a second administrator has still to say so. */
    public boolean waits() {
        return appointment != 0;
    }

    /** The login is a mobile then, which nobody reads here. */
    public boolean byMobile() {
        return Logins.isByMobile(login);
    }

    @Override
    public String toString() {
        return "Handed[" + part + "]";
    }
}
