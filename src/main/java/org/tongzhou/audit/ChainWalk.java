package org.tongzhou.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Book;
import org.tongzhou.kernel.Book.Row;
import org.tongzhou.kernel.Book.Seal;
import org.tongzhou.kernel.Book.Sealed;
import org.tongzhou.kernel.Check.Finding;

/**
 * Walks a chain link by link and says where it breaks. After a break it goes on from the stored hash, so that one wrong
 * row is one finding and the next is found too.
 */
final class ChainWalk {
    private final String book;
    private final List<Finding> findings = new ArrayList<>();
    private long seq;
    /** Hash as stored and as it should be; null after a gap, when neither is known. */
    private byte @Nullable [] stored = Book.GENESIS;

    private byte @Nullable [] expected = Book.GENESIS;

    ChainWalk(String book) {
        this.book = book;
    }

    void step(Sealed sealed) {
        Seal seal = sealed.seal();
        if (seal.seq() != seq + 1) {
            String missing = seq + 1 == seal.seq() - 1 ? "" + (seq + 1) : (seq + 1) + "–" + (seal.seq() - 1);
            findings.add(Finding.of("audit_seal_gap", place("seal", seq + 1), missing));
            stored = null;
            expected = null;
        }
        seq = seal.seq();
        byte[] should = check(seal, sealed.row());
        stored = seal.hash();
        expected = should;
    }

    private byte @Nullable [] check(Seal seal, @Nullable Row row) {
        if (row == null) {
            findings.add(Finding.of("audit_row_missing", place("row", seal.row()), "" + seal.seq()));
            return null;
        }
        content(row);
        byte[] fromStored = stored == null ? null : seal.hashAfter(stored, row);
        byte[] fromExpected = expected == null ? null : seal.hashAfter(expected, row);
        boolean linked =
                stored == null || Arrays.equals(seal.hash(), fromStored) || Arrays.equals(seal.hash(), fromExpected);
        if (!linked) {
            findings.add(Finding.of("audit_seal_differs", place("seal", seal.seq()), "" + seal.row()));
        }
        return fromStored;
    }

    /** A row that is not sealed yet, or is: its digest must be that of its content. */
    void content(Row row) {
        if (!Arrays.equals(row.stored(), row.actual())) {
            findings.add(Finding.of("audit_row_changed", place("row", row.id())));
        }
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    String place(String what, long number) {
        return book + " " + what + " " + number;
    }

    long length() {
        return seq;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
