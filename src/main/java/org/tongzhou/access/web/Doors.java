package org.tongzhou.access.web;

import java.time.Duration;
import org.tongzhou.access.Outcome;
import org.tongzhou.access.web.CurrentActor.Stage;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.OwnPage;

/** Small rules that the pages of signing in share. */
final class Doors {
    private Doors() {}

    static String own(String next) {
        return next.startsWith("/login") ? "/" : OwnPage.of(next);
    }

    /** Where a visitor goes on after a step: in, or to the step that is still missing. */
    static String after(Stage stage, String next) {
        return switch (stage) {
            case INSIDE -> next;
            case GIVE_CODE ->
                Gate.doorOf(stage) + "?next=" + next.replace("&", "%26").replace("?", "%3F");
            default -> Gate.doorOf(stage);
        };
    }

    /** What the page says to a try that did not succeed. */
    static String sentence(Outcome outcome, String wrong, Frame frame) {
        if (outcome instanceof Outcome.Wait wait) {
            long seconds = seconds(wait.time());
            return seconds < 100
                    ? frame.say("access.login.wait_seconds", seconds)
                    : frame.say("access.login.wait_minutes", (seconds + 59) / 60);
        }
        return frame.say(wrong);
    }

    /** Whole seconds, rounded up. */
    static long seconds(Duration wait) {
        return wait.plusMillis(999).toSeconds();
    }
}
