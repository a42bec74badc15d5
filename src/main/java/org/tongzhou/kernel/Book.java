package org.tongzhou.kernel;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An insert-only table whose rows are chained after commit: the room that owns the rows implements it, the room audit
 * seals and verifies. A row carries the digest of its content and the transaction that wrote it ({@code xid8}); a seal
 * takes the next number of the chain and hashes the one before it together with the row.
 */
public interface Book {
    /** Hash before the first seal of every chain. */
    byte[] GENESIS = new byte[32];

    /** Short name in findings and file names: {@code audit}, {@code ledger}. */
    String name();

    Optional<Seal> last(FundId fund);

    Optional<Seal> seal(FundId fund, long seq);

    /**
     * Rows without a seal written by transactions from {@code fromXid} up to but not including {@code upToXid}, and those of
     * transactions that this server has not come to yet: they came with a restored backup, and are settled. By (xid, id).
     */
    List<Row> unsealed(FundId fund, long fromXid, long upToXid, int limit);

    void append(FundId fund, List<Seal> seals);

    /** The last seal of each past day after seal {@code afterSeq}; a day is one of {@link FundClock#ZONE}. */
    List<Seal> dayEnds(FundId fund, long afterSeq, Instant before);

    /** The chain by seal number after {@code afterSeq}, each with the row it seals as the row is now. */
    List<Sealed> sealed(FundId fund, long afterSeq, int limit);

    /** Rows without a seal by id after {@code afterId}. */
    List<Row> tail(FundId fund, long afterId, int limit);

    /** Funds that have rows or seals. */
    List<FundId> funds();

    /** A row: {@code stored} is the digest written with it, {@code actual} the digest of its content as it is now. */
    record Row(long id, long xid, byte[] stored, byte[] actual) {
        /**
         * The digest of a row: SHA-256 over the digest of its content, its id and its transaction, 8 bytes each, so that
         * a copy of a good row is no good row. In SQL: {@code sha256(content || int8send(id) || int8send(xid))}.
         */
        public static byte[] digest(byte[] content, long id, long xid) {
            return Sha256.of(ByteBuffer.allocate(content.length + 16)
                    .put(content)
                    .putLong(id)
                    .putLong(xid)
                    .array());
        }
    }

    /** A seal and its row; the row is null when it is gone. */
    record Sealed(Seal seal, @Nullable Row row) {}

    /** One link. {@code horizonXid}: every transaction below it had ended, so that all its rows are sealed. */
    record Seal(long seq, long row, long horizonXid, Instant at, byte[] hash) {
        /** The link after {@code previous} for a row; {@code at} is cut to microseconds. */
        public static Seal link(byte[] previous, long seq, Row row, Horizon horizon) {
            Seal open = new Seal(seq, row.id(), horizon.xid(), horizon.at(), GENESIS);
            return new Seal(seq, row.id(), horizon.xid(), horizon.at(), open.hashAfter(previous, row));
        }

        /** What the hash of this seal must be, given the one before it and its row. */
        public byte[] hashAfter(byte[] previous, Row sealed) {
            return new Canonical("seal/1")
                    .bytes(previous)
                    .number(seq)
                    .number(row)
                    .number(sealed.xid())
                    .number(horizonXid)
                    .instant(at)
                    .bytes(sealed.stored())
                    .digest();
        }
    }

    /** How far a round of sealing may go: the snapshot's xmin, and when the round ran. */
    record Horizon(long xid, Instant at) {}
}
