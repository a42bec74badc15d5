package org.tongzhou.shell;

/** One step of the component {@code track}; {@code at} and {@code text} may be empty. */
public record TrackStep(State state, String title, String at, String isoAt, String text) {
    /** Where the step stands in the relay. */
    public enum State {
        TODO,
        CURRENT,
        DONE,
        SKIPPED
    }

    public String css() {
        return switch (state) {
            case TODO -> "todo";
            case CURRENT -> "cur";
            case SKIPPED -> "skip-step";
            case DONE -> "";
        };
    }
}
