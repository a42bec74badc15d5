package org.tongzhou.person;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.NameMatch;
import org.tongzhou.person.PersonStore.Found;

/**
 * Everybody of a fund as they were when it was read, for who asks for more people than are worth looking up one by one. It is read
 * on a thread of its own; until it is there, where it cannot be read, and for a fund with more people than have room here, people are
 * looked up.
 */
public final class Roll implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Roll.class);

    /** Some 190 MB. */
    static final int MOST = 4_000_000;

    /** Reading somebody costs so much less than looking somebody up. */
    private static final int CHEAPER = 4;

    private final Registration registration;
    private final PersonStore store;
    private final Need need;
    private final CompletableFuture<Table> read = new CompletableFuture<>();
    private volatile boolean closed;

    Roll(Registration registration, PersonStore store, Need need) {
        this.registration = registration;
        this.store = store;
        this.need = need;
    }

    /** About so many people of a fund will be asked for, and there is room for at most so many. */
    record Need(FundId fund, long comers, int most) {}

    /** Begins to read, unless the fund has too many people for it. */
    public void read() {
        long people = store.estimate();
        if (people <= need.most && people <= need.comers * CHEAPER) {
            Thread reading = new Thread(() -> read((int) people), "roll-reading");
            reading.setDaemon(true);
            reading.start();
        }
    }

    private void read(int about) {
        try {
            Table table = new Table(about);
            store.everybody(need.fund, need.most + 1, row -> {
                if (closed) {
                    throw new CancellationException("nobody asks any more");
                }
                table.put(row.uuid(), new Found(row.large(), NameMatch.mark(row.text()), row.number(), row.number()));
            });
            table.formers = registration.formers(need.fund);
            if (table.people <= need.most) {
                read.complete(table);
            }
        } catch (CancellationException nobodyAsks) {
            // nothing is left to be done
        } catch (RuntimeException e) {
            LOG.warn("a fund's people could not be read at once and are looked up", e);
        }
    }

    /** Who of these right numbers is registered; see {@link People#known}. */
    public KnownPeople known(Collection<String> idNumbers) {
        if (!isRead()) {
            return registration.known(need.fund, idNumbers);
        }
        KnownPeople known = registration.strangers(idNumbers);
        Table everybody = read.join();
        known.each(everybody::tell);
        return known;
    }

    /** Nobody is looked up any more. */
    boolean isRead() {
        return read.isDone();
    }

    /** Whoever is not read yet is passed over. */
    @Override
    public void close() {
        closed = true;
    }

    /** By their indexes, which are as good as drawn; four numbers each side by side, so that one look touches one place. */
    private static final class Table {
        private static final int WIDTH = 4;
        private static final int LENGTH_BITS = 16;
        private static final int LONGEST = (1 << LENGTH_BITS) - 1;

        private long[] slots;
        private long places;
        private int people;
        private Map<UUID, FormerStore.Former> formers = Map.of();

        Table(int about) {
            places = Math.max(16, about + about / 2L);
            slots = new long[(int) places * WIDTH];
        }

        void tell(KnownPeople.Asked asked) {
            asked.found(get(asked.index));
            FormerStore.Former former = asked.found() == null ? formers.get(asked.index) : null;
            if (former != null) {
                asked.former(former);
            }
        }

        void put(UUID index, Found found) {
            if (++people > places * 3 / 4) {
                grow();
            }
            int at = place(index.getMostSignificantBits(), index.getLeastSignificantBits());
            slots[at] = index.getMostSignificantBits();
            slots[at + 1] = index.getLeastSignificantBits();
            slots[at + 2] = found.id() << LENGTH_BITS | Math.min(found.length(), LONGEST);
            slots[at + 3] = (long) found.name() << Integer.SIZE | Integer.toUnsignedLong(found.phone());
        }

        private void grow() {
            long[] before = slots;
            places += places / 2;
            slots = new long[(int) places * WIDTH];
            for (int i = 0; i < before.length; i += WIDTH) {
                if (before[i + 2] != 0) {
                    System.arraycopy(before, i, slots, place(before[i], before[i + 1]), WIDTH);
                }
            }
        }

        /** Of this index, or the free one where it belongs. */
        private int place(long high, long low) {
            int at = (int) ((high >>> 33) * places >>> 31) * WIDTH;
            while (slots[at + 2] != 0 && (slots[at] != high || slots[at + 1] != low)) {
                at = at + WIDTH == slots.length ? 0 : at + WIDTH;
            }
            return at;
        }

        @Nullable
        Found get(UUID index) {
            int at = place(index.getMostSignificantBits(), index.getLeastSignificantBits());
            long person = slots[at + 2];
            long marks = slots[at + 3];
            return person == 0
                    ? null
                    : new Found(person >>> LENGTH_BITS, (int) (marks >>> Integer.SIZE), (int) marks, (int)
                            (person & LONGEST));
        }
    }
}
