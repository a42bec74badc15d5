package org.tongzhou.kernel;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A place in a list of the earliest first, by the day on which something is due and its number. */
public record DayPlace(LocalDate day, long id) {
    private static final Place BEGINNING = new Place(0, 0);
    private static final long LAST = LocalDate.of(9999, 12, 31).toEpochDay();

    /** The place above which the list goes on after a key; below all at its beginning. */
    public static DayPlace above(@Nullable String after) {
        Place place = Place.of(after, BEGINNING);
        return new DayPlace(LocalDate.ofEpochDay(Math.min(place.first(), LAST)), place.id());
    }

    public String key() {
        return new Place(day.toEpochDay(), id).key();
    }
}
