package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.person.Consent;
import org.tongzhou.person.Payee;
import org.tongzhou.person.People;
import org.tongzhou.plan.EventKind;

/** Writes the case and the claims of a stay that nobody had to file. */
@Component
class Announcing {
    private static final int MOST_CASES = 100;

    private final CaseStore cases;
    private final SourceStore sources;
    private final AnnouncementStore announcements;
    private final Filing filing;
    private final SignSearch signs;
    private final Proposing proposing;
    private final Tellings tellings;
    private final Covers covers;
    private final People people;

    Announcing(
            CaseStore cases,
            SourceStore sources,
            AnnouncementStore announcements,
            Filing filing,
            SignSearch signs,
            Proposing proposing,
            Tellings tellings,
            Covers covers,
            People people) {
        this.cases = cases;
        this.sources = sources;
        this.announcements = announcements;
        this.filing = filing;
        this.signs = signs;
        this.proposing = proposing;
        this.tellings = tellings;
        this.covers = covers;
        this.people = people;
    }

    /** The case as it would be, not yet kept: the rules are asked first. The member's gate is held from here on. */
    EventCase draft(FundId fund, StayReport report, Consent consent, FactSheet facts, Instant now) {
        PersonId member = report.member();
        cases.holdGate(fund, member);
        EventCase.Consented resting = new EventCase.Consented(consent.wording(), consent.givenAt());
        return new EventCase(
                cases.nextId(),
                null,
                covers.of(fund, member).stream()
                        .findFirst()
                        .map(cover -> new Claim.Owner(member, cover.unit(), cover.unitPath()))
                        .orElseGet(() -> new Claim.Owner(member, new UnitId(0), "/" + fund.code() + "/")),
                EventKind.HOSPITAL,
                EventCase.State.DRAFT,
                facts,
                List.of(),
                new EventCase.Source(report.key(), report.sender(), report.receivedAt(), report.standsFor(), resting),
                new EventCase.Hand(member, now, null, 3),
                1);
    }

    /** True when it lives already, or an open case of the member has this stay, or days of it. */
    boolean isClaimed(FundId fund, EventCase draft, StayReport report) {
        if (sources.living(fund, report.key()).isPresent()) {
            return true;
        }
        return cases.ofPerson(fund, draft.owner().person(), MOST_CASES).stream()
                .anyMatch(other -> other.state() == EventCase.State.OPEN
                        && SignSearch.stays(draft, other).isPresent());
    }

    EventCase open(FundId fund, EventCase draft, StayReport report, HeldCover cover, Instant now) {
        LocalDate today = FundClock.dayOf(now);
        String number = Filing.number(Filing.CASE, today, draft.id().value());
        CaseStore.Submitted submitted = new CaseStore.Submitted(number, cover.unit(), cover.unitPath());
        cases.insertOpen(fund, draft, submitted, now);
        EventCase.Source source = Objects.requireNonNull(draft.source());
        sources.insert(fund, draft.id(), report, source.consent());
        EventCase open = cases.find(fund, draft.id()).orElseThrow();
        Payee payee = people.payee(fund, open.owner().person());
        signs.look(fund, open, signs.traits(Actor.system(fund), open, Optional.of(payee), null), now);
        return open;
    }

    Claim announce(FundId fund, EventCase eventCase, Verdict verdict, LocalDate payOn, Instant now) {
        Claim claim = filing.announce(Actor.system(fund), eventCase, verdict, now);
        announcements.insert(fund, claim, payOn, now);
        tellings.announced(fund, claim, payOn, now);
        return claim;
    }

    /** What the stay may open besides: told, never announced. */
    void propose(FundId fund, EventCase eventCase, Instant now) {
        proposing.propose(fund, eventCase, now);
    }
}
