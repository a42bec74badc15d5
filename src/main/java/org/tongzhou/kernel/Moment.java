package org.tongzhou.kernel;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A place in a list of the latest first, by when something was and its number; its key is in microseconds, as the database keeps it. */
public record Moment(Instant at, long id) {
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
    private static final Place BEGINNING = new Place(LAST.getEpochSecond() * 1_000_000, Long.MAX_VALUE);

    /** The moment below which the list goes on after a key; above all at its beginning. */
    public static Moment below(@Nullable String after) {
        Place place = Place.of(after, BEGINNING);
        return new Moment(Instant.EPOCH.plus(place.first(), ChronoUnit.MICROS), place.id());
    }

    public String key() {
        return new Place(ChronoUnit.MICROS.between(Instant.EPOCH, at), id).key();
    }
}
