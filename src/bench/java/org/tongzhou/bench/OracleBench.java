package org.tongzhou.bench;

import java.sql.Connection;
import org.tongzhou.adjudication.oracle.OracleRun;
import org.tongzhou.testing.TestDatabase;

/** {@code ./bench oracle [histories] [seed]}: the engine against its second opinion, the query, on many random histories. */
final class OracleBench {
    private static final int HISTORIES = 100_000;

    private OracleBench() {}

    static void run(String[] args) throws Exception {
        int histories = Given.at(args, 0, HISTORIES);
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
        Pairs.say("# seed %d", seed);
        try (Connection connection = TestDatabase.server().connect()) {
            OracleRun.Result result = OracleRun.of(connection, histories, seed);
            Pairs.say(
                    "# %,d histories, %,d events, %,d of them paid, %d differences",
                    result.histories(),
                    result.events(),
                    result.paid(),
                    result.differences().size());
            result.differences().forEach(System.out::println);
            if (!result.differences().isEmpty()) {
                throw new IllegalStateException("engine and query differ; seed " + seed);
            }
        }
    }
}
