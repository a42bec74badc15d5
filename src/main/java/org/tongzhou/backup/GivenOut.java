package org.tongzhou.backup;

import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.contribution.ReceiptNumbers;

/**
 * Numbers that were given out after the moment the rows are of. Bills, claims, receipts and short messages bear them, and what bears
 * them has left the house: every counter is moved on by more than a fund counts between two backups.
 */
final class GivenOut {
    /**
     * No multiple of a million, nor of half of it: a claim shows its day and the last six digits. Bills are numbered below a thousand
     * million, which is enough for ninety restores.
     */
    private static final long LEAP = 10_300_000;

    private GivenOut() {}

    static void moveOn(DataSource source, Instant now) {
        JdbcClient jdbc = JdbcClient.create(source);
        new Catalogue(jdbc).sequences().forEach(counter -> counter.movedOn(LEAP).applyTo(jdbc));
        ReceiptNumbers.moveOn(source, now);
    }
}
