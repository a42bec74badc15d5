package org.tongzhou.access.web;

import org.tongzhou.access.Handed;

/** What is shown once, ready to be read; its text never appears in a log line. {@code login} is empty where there is none yet. */
public record ShownOnce(Handed.Part part, String href, String login, String secret, boolean program) {
    /** The message that says what it is, of each kind another. */
    public String key(String what) {
        String part = switch (part()) {
            case FIRST -> "first.";
            case SECOND -> "second.";
            case ALL, NOTHING -> "";
        };
        return "access.once." + part + what;
    }

    public boolean waits() {
        return part == Handed.Part.FIRST;
    }

    @Override
    public String toString() {
        return "ShownOnce[" + href + "]";
    }
}
