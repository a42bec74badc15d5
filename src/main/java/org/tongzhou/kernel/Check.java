package org.tongzhou.kernel;

import java.util.List;

/**
 * A test of the whole fund's data that {@code verify} runs, with the site up or down. An implementation is a class of
 * its room that needs nothing but a {@code JdbcClient} (or other Checks' plain stores), reads only, and names every row
 * that is wrong. At most {@link #LIMIT} findings are listed.
 */
public interface Check {
    /** Findings a check lists before it stops; more would not be read. */
    int LIMIT = 1_000;

    /** {@code room.what}, also the key of its title in the room's bundle: {@code check.<name>}. */
    String name();

    /** Empty when everything agrees. */
    List<Finding> run(FundId fund);

    /**
     * One difference: {@code code} is the sentence {@code finding.<code>} of the bundle with {@code details} as its
     * values, {@code place} the table and row such as {@code ledger.journal 17}.
     */
    record Finding(String code, String place, List<String> details) {
        public Finding {
            details = List.copyOf(details);
        }

        public static Finding of(String code, String place, String... details) {
            return new Finding(code, place, List.of(details));
        }
    }
}
