package org.tongzhou.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/**
 * The Java machine goes on compiling through some hundred thousand pages and some ten thousand forms, beside which it is half as
 * fast. Its own clock says when it has done; rates do not, where others use the machine too.
 */
final class WarmUp {
    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
    private static final double RESTS = 0.03;
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    private WarmUp() {}

    /** What is done over and over. */
    interface Round {
        void run() throws Exception;
    }

    /** Until the compiler has rested for so many seconds of rounds in a row, or the most rounds are done. */
    static void until(double seconds, int most, Round round) throws Exception {
        double rested = 0;
        for (int i = 0; i < most && rested < seconds; i++) {
            long compiled = COMPILER.getTotalCompilationTime();
            long from = System.nanoTime();
            round.run();
            double took = (System.nanoTime() - from) / NANOS;
            double share = (COMPILER.getTotalCompilationTime() - compiled) / MILLIS / took;
            Pairs.say("#   compiled for %.0f %% of %.0f s", share * 100, took);
            rested = share < RESTS ? rested + took : 0;
        }
    }
}
