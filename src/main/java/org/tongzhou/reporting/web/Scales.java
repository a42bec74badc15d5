package org.tongzhou.reporting.web;

import org.tongzhou.reporting.Overview;
import org.tongzhou.reporting.RegionFigures;
import org.tongzhou.shell.Frame;

/** What people and money of an overview are counted in; {@code end} is where the bar of people ends. */
record Scales(Scale people, Scale money, long end) {
    static Scales of(Overview overview, Frame frame) {
        RegionFigures total = overview.total();
        long most = Math.max(total.insured(), total.target());
        return new Scales(
                Scale.ofPeople(most, frame.english()),
                Scale.ofMoney(Math.max(total.paid().fen(), total.fees().fen()), frame.english()),
                end(Math.max(1, most)));
    }

    /** A round number beyond target and people. */
    private static long end(long most) {
        long step = (long) Math.pow(10, Math.floor(Math.log10(most)));
        long end = step;
        while (end < most * 1.05) {
            end += Math.max(1, step / 2);
        }
        return end;
    }
}
