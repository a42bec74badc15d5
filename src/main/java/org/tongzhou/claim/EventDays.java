package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PlanVersion;

/**
 * The days of an event that decide on covers and editions: a plan for stays alone goes by the admission, whatever led there,
 * and every other by the day of the event. One day where there was no stay, or the event is the stay.
 */
record EventDays(LocalDate event, LocalDate admitted) {
    /** Empty while the day of the event is not known. */
    static Optional<EventDays> of(EventKind kind, FactSheet facts) {
        return facts.day(kind == EventKind.HOSPITAL ? FactField.ADMITTED : FactField.EVENT_DAY)
                .map(event -> new EventDays(event, facts.admission().orElse(event)));
    }

    static EventDays only(LocalDate day) {
        return new EventDays(day, day);
    }

    /** The one that decides for a plan. */
    LocalDate of(PlanVersion plan) {
        return plan.goesByAdmission() ? admitted : event;
    }

    Stream<LocalDate> each() {
        return Stream.of(event, admitted).distinct();
    }
}
