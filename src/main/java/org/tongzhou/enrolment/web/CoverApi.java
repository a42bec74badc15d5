package org.tongzhou.enrolment.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.tongzhou.enrolment.Cover;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.People;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.ChangesNothing;

/** Covers of a person for programs. The identity number comes in the body, since addresses are kept in logs. */
@RestController
class CoverApi {
    private final Covers covers;
    private final People people;
    private final AuditTrail audit;
    private final FundClock clock;

    CoverApi(Covers covers, People people, AuditTrail audit, FundClock clock) {
        this.covers = covers;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whose covers: an 18-character identity number. */
    record Whose(@JsonProperty("id_number") @Nullable String idNumber) {}

    /** One plan of the person; number and days are null until it begins, {@code until} is the last day. */
    record Held(
            @Nullable Long id,
            String plan,
            int units,
            String state,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @JsonProperty("waiting_until") @Nullable LocalDate waitingUntil,
            @JsonProperty("in_force") boolean inForce) {
        static Held of(Cover cover, LocalDate today) {
            Cover.Period period = cover.period();
            return new Held(
                    period == null ? null : cover.number(),
                    cover.plan().value(),
                    cover.units(),
                    cover.state().name(),
                    period == null ? null : period.term().from(),
                    period == null ? null : period.term().lastDay(),
                    period == null ? null : period.waitingUntil(),
                    cover.holdsOn(today));
        }
    }

    /**
     * Only covers under units of the program's territory, for a unit those of whom it serves; a person without one there is answered
     * like an unknown one.
     */
    @PostMapping("/api/covers/search")
    @Allowed({Role.UNIT_OFFICER, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
    @ChangesNothing
    List<Held> coversOfPerson(Actor actor, @RequestBody Whose whose) {
        ResidentId id = Optional.ofNullable(whose.idNumber())
                .flatMap(ResidentId::typed)
                .orElseThrow(() -> Refusal.invalid("api_identity"));
        PersonId person = people.find(actor.fund(), id).orElseThrow(Refusal::notFound);
        List<Held> held = covers.of(actor.fund(), person).stream()
                .filter(cover -> actor.scope().covers(cover.unitPath()))
                .map(cover -> Held.of(cover, clock.today()))
                .toList();
        if (held.isEmpty()
                || covers.within(actor, Set.of(person), clock.today()).isEmpty()) {
            throw Refusal.notFound();
        }
        audit.record(new AuditEntry(
                actor,
                clock.now(),
                "cover.looked_up",
                "person:" + person.value(),
                Map.of("covers", Integer.toString(held.size()))));
        return held;
    }
}
