package org.tongzhou.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Whether a database that does not answer is behind a fault: what was being committed may be done or not. */
public final class LostDatabase {
    /** The class of codes of a connection that there is not, or no longer. */
    private static final String CONNECTION = "08";

    /** A server that is told to stop, that crashed, that does not take anybody yet. */
    private static final Set<String> STOPS_OR_STARTS = Set.of("57P01", "57P02", "57P03");

    private LostDatabase() {}

    public static boolean isBehind(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isLost(sql)) {
                return true;
            }
        }
        return false;
    }

    /** Of this exception alone; no connection in time from a lane counts too. */
    public static boolean isLost(SQLException said) {
        String state = String.valueOf(said.getSQLState());
        return said instanceof SQLTransientConnectionException
                || state.startsWith(CONNECTION)
                || STOPS_OR_STARTS.contains(state);
    }
}
