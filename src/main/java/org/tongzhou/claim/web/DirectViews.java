package org.tongzhou.claim.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Announcement;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.DirectBenefits;
import org.tongzhou.claim.EventCase;
import org.tongzhou.claim.FactField;
import org.tongzhou.claim.FactSheet;
import org.tongzhou.claim.Route;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Level;
import org.tongzhou.person.Consent;
import org.tongzhou.shell.Frame;

/** Puts the pages of benefits that are paid without asking together. */
@Component
class DirectViews {
    /** What the member is shown of a report, in this order. */
    private static final List<FactField> REPORTED = Stream.concat(
                    FactField.STAY.stream(), Stream.of(FactField.SETTLEMENT_NO))
            .toList();

    private final DirectBenefits direct;
    private final PaidTo paidTo;
    private final Places places;

    DirectViews(DirectBenefits direct, PaidTo paidTo, Places places) {
        this.direct = direct;
        this.paidTo = paidTo;
        this.places = places;
    }

    StandingPage standing(Actor actor, Frame frame, Map<String, String> errors) {
        Optional<Consent> consent = direct.consentOf(actor);
        return new StandingPage(
                consent.map(given -> memberDay(given.givenAt(), frame)).orElse(null),
                consent.map(Consent::wording).orElse(DirectBenefits.WORDING),
                direct.waiting(actor).stream()
                        .map(claim -> row(actor, claim, frame))
                        .toList(),
                errors);
    }

    private CasePage.Row row(Actor actor, Claim claim, Frame frame) {
        Announcement told =
                Objects.requireNonNull(direct.find(actor, claim.id()).announcement());
        LocalDate today = frame.today().day();
        return new CasePage.Row(
                "/my/claims/" + claim.id().value() + "/direct",
                places.plan(actor.fund(), claim.benefit().plan(), frame),
                frame.say("claim.direct.on", frame.fmt().memberDay(told.payOn(), today)),
                frame.fmt().yuan(claim.amount()),
                frame.say(claim.status().key()),
                claim.status().tone().css());
    }

    DirectPage announced(Actor actor, ClaimFile file, Frame frame) {
        Claim claim = file.claim();
        FactSheet facts = file.eventCase().facts();
        LocalDate today = frame.today().day();
        String discharged = facts.day(FactField.DISCHARGED)
                .map(day -> frame.fmt().memberDay(day, today))
                .orElse("");
        return new DirectPage(
                claim.id().value(),
                claim.version(),
                frame.say(
                        "claim.direct.line",
                        discharged,
                        facts.text(FactField.HOSPITAL).orElse("")),
                claim.amount(),
                file.outcome().explanation(),
                reported(facts, frame),
                paidTo.of(actor.fund(), claim).line(file.eventCase(), frame),
                day(file, frame),
                basis(file.eventCase(), frame),
                Map.of());
    }

    private static Map<String, String> reported(FactSheet facts, Frame frame) {
        Map<String, String> lines = new LinkedHashMap<>();
        REPORTED.forEach(field -> facts.text(field)
                .ifPresent(value -> lines.put(frame.say(field.key()), ClaimWords.shown(field, value, frame))));
        return lines;
    }

    private DirectPage.Day day(ClaimFile file, Frame frame) {
        Announcement told = Objects.requireNonNull(file.announcement());
        LocalDate today = frame.today().day();
        String day = frame.fmt().memberDay(told.payOn(), today);
        Optional<Level> next = file.claim().route().after(Level.COUNTY);
        LocalDate due = file.claim().clock().dueOn();
        if (next.isEmpty() || due == null) {
            return new DirectPage.Day(frame.say("claim.direct.pays", day), frame.say("claim.direct.pays.why"), false);
        }
        String union = places.union(file.claim().owner().path(), next.get(), frame);
        return new DirectPage.Day(
                frame.say("claim.direct.passes", day, union),
                frame.say(
                        "claim.direct.passes.why",
                        frame.fmt().memberDay(due, today),
                        frame.fmt().shortYuan(Route.CITY_ABOVE)),
                true);
    }

    /** Which consent, who reported what, and what nobody fetched; said to the member. */
    static String basis(EventCase eventCase, Frame frame) {
        return basis(eventCase, frame, "claim.direct.basis", at -> memberDay(at, frame));
    }

    /** The same, said at the desk. */
    static String deskBasis(EventCase eventCase, Frame frame) {
        return basis(
                eventCase, frame, "claim.direct.basis.desk", at -> frame.fmt().day(FundClock.dayOf(at)));
    }

    private static String memberDay(Instant at, Frame frame) {
        return frame.fmt().memberDay(FundClock.dayOf(at), frame.today().day());
    }

    private static String basis(EventCase eventCase, Frame frame, String consented, Function<Instant, String> written) {
        EventCase.Source source = Objects.requireNonNull(eventCase.source());
        String received = written.apply(source.receivedAt());
        EventCase.Consented consent = source.consent();
        return consent == null
                ? frame.say("claim.direct.basis.opened", source.sender(), received)
                : frame.say(consented, written.apply(consent.at()), source.sender(), received);
    }
}
