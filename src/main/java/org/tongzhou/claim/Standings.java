package org.tongzhou.claim;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Refusal;

/** How a member's claims stand, all of them in the trip of the page that shows them. */
@Component
public class Standings {
    private final StopStore stops;
    private final AnnouncementStore announcements;
    private final Acting acting;

    Standings(StopStore stops, AnnouncementStore announcements, Acting acting) {
        this.stops = stops;
        this.announcements = announcements;
        this.acting = acting;
    }

    /** How a claim stands: its promise, and what was announced of it. */
    public record Standing(ClaimClock clock, @Nullable Announcement announcement) {}

    /** Of claims of the actor's own; without any nothing is asked. */
    public Asked ask(Trip trip, Actor actor, Collection<Claim> mine) {
        if (!mine.stream().allMatch(claim -> actor.isPerson(claim.owner().person()))) {
            throw Refusal.notFound();
        }
        List<ClaimId> ids = mine.stream().map(Claim::id).toList();
        return ids.isEmpty()
                ? new Asked(null, null)
                : new Asked(stops.of(trip, actor.fund(), ids), announcements.find(trip, actor.fund(), ids));
    }

    /** Answered once the trip is over. */
    public final class Asked {
        private final @Nullable Rows<Map.Entry<ClaimId, StopStore.Asking>> asked;
        private final @Nullable Rows<Map.Entry<ClaimId, Announcement>> announced;

        private Asked(
                @Nullable Rows<Map.Entry<ClaimId, StopStore.Asking>> asked,
                @Nullable Rows<Map.Entry<ClaimId, Announcement>> announced) {
            this.asked = asked;
            this.announced = announced;
        }

        public Standing of(Claim claim) {
            List<ClaimClock.Stop> stopped =
                    of(asked, claim).stream().map(StopStore.Asking::stop).toList();
            return new Standing(
                    acting.clock(claim, stopped),
                    of(announced, claim).stream().findFirst().orElse(null));
        }

        private static <T> List<T> of(@Nullable Rows<Map.Entry<ClaimId, T>> rows, Claim claim) {
            return rows == null
                    ? List.of()
                    : rows.list().stream()
                            .filter(row -> row.getKey().equals(claim.id()))
                            .map(Map.Entry::getValue)
                            .toList();
        }
    }
}
