package org.tongzhou.analytics;

import org.tongzhou.kernel.Terminal;

/** The main class, for {@code ./analytics} and for {@code spark-submit}, which says the master itself. */
public final class Analytics {
    private Analytics() {}

    public static void main(String[] args) {
        int status = AnalyticsCommand.run(args, System.out, System.err, Terminal.language());
        System.out.flush();
        if (status != 0) {
            System.exit(status);
        }
    }
}
