package org.tongzhou.person;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.NameMatch;
import org.tongzhou.kernel.PersonId;

/**
 * Somebody made ready to be registered: a person whom the fund knows, with what may be news of them, or a stranger with a
 * number drawn and a row that only has to be written. Made by {@link People#ready}, registered by {@link People#register}.
 */
public final class Arrival {
    final UUID index;

    /** First eight bytes of the index, to be compared as they lie in the database; sorted by without leaving the object. */
    final long order;

    final long id;

    /** The mark of the name that a stranger is registered under. */
    final int name;

    final byte @Nullable [] row;
    final @Nullable Particulars news;

    private Arrival(UUID index, long id, int name, byte @Nullable [] row, @Nullable Particulars news) {
        this.index = index;
        this.order = index.getMostSignificantBits() + Long.MIN_VALUE;
        this.id = id;
        this.name = name;
        this.row = row;
        this.news = news;
    }

    static Arrival known(UUID index, long id, @Nullable Particulars news) {
        return new Arrival(index, id, 0, null, news);
    }

    /** Has the number unless somebody else registers the person first. */
    static Arrival stranger(UUID index, long number, String name, byte[] row) {
        return new Arrival(index, number, NameMatch.mark(name), row, null);
    }

    boolean isStranger() {
        return row != null;
    }

    /** Whose phone or card may become another one when they are registered; empty for everybody else. */
    public Optional<PersonId> changing() {
        return news == null ? Optional.empty() : Optional.of(new PersonId(id));
    }

    /** The same, to be left as they are known. */
    public Arrival asKnown() {
        return new Arrival(index, id, name, row, null);
    }
}
