package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PlanVersion;

/**
 * The days of an event that decide on covers and editions: a plan for stays alone goes by the admission, whatever led there, a
 * sum on first diagnosis by that day, and every other plan by the day of the event. One day where nothing sets them apart.
 */
record EventDays(LocalDate event, LocalDate admitted, LocalDate diagnosed) {
    /** Empty while the day of the event is not known. */
    static Optional<EventDays> of(EventKind kind, FactSheet facts) {
        return facts.day(kind == EventKind.HOSPITAL ? FactField.ADMITTED : FactField.EVENT_DAY)
                .map(event -> new EventDays(
                        event,
                        facts.admission().orElse(event),
                        diagnosis(kind, facts).orElse(event)));
    }

    /** When the illness of a stay was first diagnosed, once it is told; other events are that diagnosis, or no illness. */
    static Optional<LocalDate> diagnosis(EventKind kind, FactSheet facts) {
        return kind == EventKind.HOSPITAL ? facts.day(FactField.DIAGNOSED) : Optional.empty();
    }

    static EventDays only(LocalDate day) {
        return new EventDays(day, day, day);
    }

    /** The one that decides for a plan. */
    LocalDate of(PlanVersion plan) {
        return plan.goesByAdmission() ? admitted : plan.goesByDiagnosis() ? diagnosed : event;
    }

    Stream<LocalDate> each() {
        return Stream.of(event, admitted, diagnosed).distinct();
    }
}
