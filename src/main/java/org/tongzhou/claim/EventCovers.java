package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tongzhou.adjudication.CoverFacts;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.enrolment.Cover;
import org.tongzhou.enrolment.CoverId;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.People;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/** The covers that an event is put to: those of the person on the day that decides for each, with the plan edition of that day. */
@Component
class EventCovers {
    private final Covers covers;
    private final Plans plans;
    private final People people;
    private final ClaimStore store;

    EventCovers(Covers covers, Plans plans, People people, ClaimStore store) {
        this.covers = covers;
        this.plans = plans;
        this.people = people;
        this.store = store;
    }

    /** The day of the event; empty while it is not known. */
    static Optional<LocalDate> day(EventCase eventCase) {
        return days(eventCase).map(EventDays::event);
    }

    private static Optional<EventDays> days(EventCase eventCase) {
        return EventDays.of(eventCase.kind(), eventCase.facts());
    }

    /** All covers in force on the day that decides for each, in the plans' order. A stay across a renewal belongs to its admission. */
    List<HeldCover> of(FundId fund, EventCase eventCase) {
        return days(eventCase).map(days -> on(fund, eventCase, days)).orElse(List.of());
    }

    /**
     * The covers of the event's day; while that day is not known or nothing held on it, those of today, or of the last
     * day on which the member was covered: a claim may come long after the term.
     */
    List<HeldCover> ofOrCurrent(FundId fund, EventCase eventCase, LocalDate today) {
        List<HeldCover> held = of(fund, eventCase);
        List<HeldCover> current = held.isEmpty() ? on(fund, eventCase, EventDays.only(today)) : held;
        return current.isEmpty()
                ? lastDay(fund, eventCase, today)
                        .map(day -> on(fund, eventCase, EventDays.only(day)))
                        .orElse(List.of())
                : current;
    }

    private Optional<LocalDate> lastDay(FundId fund, EventCase eventCase, LocalDate today) {
        return covers.of(fund, eventCase.owner().person()).stream()
                .flatMap(cover -> Stream.ofNullable(cover.period()))
                .map(period -> period.term().lastDay())
                .filter(day -> day.isBefore(today))
                .max(LocalDate::compareTo);
    }

    private List<HeldCover> on(FundId fund, EventCase eventCase, EventDays days) {
        PersonId person = eventCase.owner().person();
        List<Cover> inForce = covers.inForce(fund, on(person, days).toList());
        return held(fund, opened(eventCase, inForce), days, people.sex(fund, person));
    }

    /** Asks as part of a trip for what {@link #among} chooses from; all events have their day. */
    Rows<Cover> ask(Trip trip, FundId fund, Collection<EventCase> events) {
        return covers.inForce(
                trip,
                fund,
                events.stream()
                        .flatMap(event -> on(event.owner().person(), days(event).orElseThrow()))
                        .toList());
    }

    /** The covers of an event among those that were asked for several. */
    List<HeldCover> among(FundId fund, EventCase event, List<Cover> asked, Sex sex) {
        PersonId person = event.owner().person();
        List<Cover> own =
                asked.stream().filter(cover -> cover.person().equals(person)).toList();
        return held(fund, opened(event, own), days(event).orElseThrow(), sex);
    }

    private static Stream<Covers.On> on(PersonId person, EventDays days) {
        return days.each().map(day -> new Covers.On(person, day));
    }

    /** What a draft is about: all that the member holds, or, written by an officer, what the member has through that unit. */
    private static List<Cover> opened(EventCase event, List<Cover> inForce) {
        boolean byOfficer =
                event.isDraft() && !event.hand().openedBy().equals(event.owner().person());
        return byOfficer
                ? inForce.stream()
                        .filter(cover -> cover.unit().equals(event.owner().unit()))
                        .toList()
                : inForce;
    }

    private List<HeldCover> held(FundId fund, List<Cover> covers, EventDays days, Sex sex) {
        List<HeldCover> held = new ArrayList<>();
        for (Cover cover : covers) {
            edition(fund, cover.plan(), days)
                    .filter(plan -> cover.holdsOn(days.of(plan)) || isBesideDiagnosis(cover, plan, covers, days))
                    .ifPresent(plan -> held.add(held(cover, plan, sex)));
        }
        held.sort(Comparator.comparingInt(cover -> cover.plan().heading().order()));
        return held;
    }

    /** True of a cover of the stay's day where none holds on the day of first diagnosis: the rules then state that, and a person refuses. */
    private static boolean isBesideDiagnosis(Cover cover, PlanVersion plan, List<Cover> covers, EventDays days) {
        return plan.goesByDiagnosis()
                && cover.holdsOn(days.event())
                && covers.stream()
                        .noneMatch(other -> other.plan().equals(cover.plan()) && other.holdsOn(days.diagnosed()));
    }

    /** The edition of the day that decides: whether that is the admission, or the first diagnosis, the edition of that day says. */
    private Optional<PlanVersion> edition(FundId fund, PlanCode plan, EventDays days) {
        return plans.version(fund, plan, days.admitted())
                .filter(PlanVersion::goesByAdmission)
                .or(() -> plans.version(fund, plan, days.diagnosed()).filter(PlanVersion::goesByDiagnosis))
                .or(() -> plans.version(fund, plan, days.event()));
    }

    private static HeldCover held(Cover cover, PlanVersion plan, Sex sex) {
        Cover.Period period = Objects.requireNonNull(cover.period(), "a cover in force has a period");
        CoverFacts facts = new CoverFacts(plan.code(), cover.units(), period.term(), period.continuousSince(), sex)
                .counting(period.waitingUntil());
        return new HeldCover(cover.number(), cover.unit(), cover.unitPath(), plan, facts);
    }

    /** The cover that a claim is made on: that of the day that decides. */
    HeldCover ofClaim(FundId fund, EventCase eventCase, Claim claim) {
        return ofClaim(fund, eventCase, claim, of(fund, eventCase));
    }

    HeldCover ofClaim(FundId fund, EventCase eventCase, Claim claim, List<HeldCover> held) {
        return held.stream()
                .filter(cover ->
                        cover.plan().code().value().equals(claim.benefit().plan()))
                .findFirst()
                .orElseGet(() -> madeOn(fund, eventCase, claim));
    }

    /**
     * The one that it was made on, though the event may have another day since: for the rules to say that it does not hold on this
     * one. A difference to what was paid stays on the cover of that, whose limits it has used.
     */
    HeldCover madeOn(FundId fund, EventCase eventCase, Claim claim) {
        CoverId id = new CoverId(store.extras(fund, claim.id()).cover());
        Cover cover = Objects.requireNonNull(covers.all(fund, List.of(id)).get(id), "a claim has its cover");
        PlanVersion plan = days(eventCase)
                .flatMap(days -> edition(fund, cover.plan(), days))
                .or(() -> plans.edition(
                        fund,
                        new PlanCode(claim.benefit().plan()),
                        claim.benefit().planVersion()))
                .orElseThrow();
        return held(cover, plan, people.sex(fund, claim.owner().person()));
    }
}
