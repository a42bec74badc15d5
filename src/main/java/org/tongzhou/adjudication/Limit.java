package org.tongzhou.adjudication;

import java.time.LocalDate;
import org.tongzhou.plan.Per;

/** A limit of a plan, made ready: its name, and the period over which it counts. */
final class Limit {
    final String name;
    final Per per;

    /** True when fen are counted, false for stays, days and items. */
    final boolean money;

    private final boolean shared;

    private Limit(String name, Per per, boolean shared) {
        this.name = name;
        this.per = per;
        this.shared = shared;
        this.money = new LimitKey(name, per, 0).isMoney();
    }

    /** What one benefit or one rule counts. */
    static Limit own(String name, Per per) {
        return new Limit(name.intern(), per, false);
    }

    /**
     * What benefits of several plans count together. Terms of plans differ, so over a term it goes by the calendar year of
     * the event.
     */
    static Limit shared(String group, Per per) {
        return new Limit(("group/" + group).intern(), per, true);
    }

    /** The same limit for one case of bills alone. */
    Limit of(String reference) {
        return new Limit(name + "/" + reference, per, shared);
    }

    /** What an event of this day may use under the cover. */
    Use on(int day, CoverFacts cover) {
        if (per == Per.EVENT) {
            return new Use(this, day);
        }
        return new Use(this, per == Per.LIFE ? 0 : shared ? firstOfYear(day) : cover.from);
    }

    private static int firstOfYear(int day) {
        return (int) LocalDate.ofEpochDay(day).withDayOfYear(1).toEpochDay();
    }

    boolean isSame(Limit other) {
        return this == other || per == other.per && name.equals(other.name);
    }
}
