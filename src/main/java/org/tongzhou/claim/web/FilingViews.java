package org.tongzhou.claim.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.Filings;
import org.tongzhou.claim.MemberStatus;
import org.tongzhou.claim.Recalls;
import org.tongzhou.claim.SecondBenefits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Slice;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.shell.Frame;

/** Puts together the page on which an officer files for members and finds again what they filed. */
@Component
class FilingViews {
    private final Filings filings;
    private final SecondBenefits second;
    private final Recalls recalls;
    private final People people;
    private final Places places;

    FilingViews(Filings filings, SecondBenefits second, Recalls recalls, People people, Places places) {
        this.filings = filings;
        this.second = second;
        this.recalls = recalls;
        this.people = people;
        this.places = places;
    }

    /** For one reader in one language; the names of all who are on the page at once. */
    private record Around(Actor actor, Frame frame, CameFrom here, Map<PersonId, PersonCard> cards) {
        String name(PersonId person) {
            return Optional.ofNullable(cards.get(person)).map(PersonCard::name).orElse("");
        }
    }

    FilingPage page(Actor actor, FilingPage.Asked asked, Map<String, String> errors, Frame frame) {
        Slice<Filings.Draft> drafts = part(asked, asked.drafts(), () -> filings.drafts(actor, asked.drafts()));
        Slice<Filings.Waiting> waiting = part(asked, asked.waiting(), () -> filings.waiting(actor, asked.waiting()));
        Slice<Filings.Filed> decided = part(asked, asked.after(), () -> filings.decided(actor, asked.after()));
        Slice<SecondBenefits.Waiting> more = part(asked, asked.more(), () -> second.waiting(actor, asked.more()));
        Stream<PersonId> all = Stream.of(
                        drafts.items().stream().map(Filings.Draft::member),
                        waiting.items().stream().map(one -> one.claim().owner().person()),
                        more.items().stream().map(SecondBenefits.Waiting::person),
                        decided.items().stream().map(Filings.Filed::member))
                .flatMap(each -> each);
        Around around = new Around(
                actor,
                frame,
                asked.here(),
                people.cards(actor.fund(), all.distinct().toList()));
        return new FilingPage(
                asked,
                drafts.map(draft -> draft(draft, around)),
                waiting.map(one -> waiting(one, around)),
                decided.flatMap(filed -> decided(filed, around)),
                new Slice<>(more(more.items(), around), more.next()),
                errors);
    }

    /** All lists stand on the first page, and one on a page after it. */
    private static <T> Slice<T> part(FilingPage.Asked asked, String after, Supplier<Slice<T>> list) {
        return asked.isFirst() || !after.isEmpty() ? list.get() : new Slice<>(List.of(), null);
    }

    private static FilingPage.Draft draft(Filings.Draft draft, Around around) {
        Frame frame = around.frame();
        return new FilingPage.Draft(
                "/my/claims/draft/" + draft.line().id().value(),
                around.name(draft.member()),
                frame.say("claim.event." + draft.line().kind().name()),
                frame.fmt().stamp(draft.line().savedAt()));
    }

    private FilingPage.Line waiting(Filings.Waiting waiting, Around around) {
        Claim claim = waiting.claim();
        Frame frame = around.frame();
        return switch (claim.state()) {
            case SUPPLEMENT -> {
                String papers = Places.papers(waiting.owed(), frame);
                String text = frame.say("claim.filing.owed.text", waiting.owed().size(), papers);
                yield line(claim, frame.say("claim.filing.owed"), text, around);
            }
            case RETURNED ->
                line(claim, frame.say("claim.filing.returned"), frame.say("claim.filing.returned.text"), around);
            default -> {
                LocalDate due = Objects.requireNonNull(claim.clock().dueOn());
                String text = frame.say("claim.filing.due", frame.fmt().day(due));
                yield line(claim, frame.say(claim.status().key()), text, around);
            }
        };
    }

    /** A case of which nothing was claimed through the unit is there by itself. */
    private Stream<FilingPage.Line> decided(Filings.Filed filed, Around around) {
        Frame frame = around.frame();
        if (filed.claims().isEmpty()) {
            return Stream.of(new FilingPage.Line(
                    around.here().in("/my/cases/" + filed.id().value()),
                    filed.number(),
                    around.name(filed.member()),
                    frame.fmt().orNone(null),
                    frame.say("claim.case.none"),
                    MemberStatus.Tone.PLAIN.css(),
                    frame.fmt().orNone(null)));
        }
        return filed.claims().stream().map(claim -> {
            MemberStatus status = recalls.status(around.actor().fund(), claim);
            return line(claim, status, frame.say(status.key()), ClaimLines.amount(claim, frame), around);
        });
    }

    private FilingPage.Line line(Claim claim, String word, String text, Around around) {
        return line(claim, claim.status(), word, text, around);
    }

    private FilingPage.Line line(Claim claim, MemberStatus status, String word, String text, Around around) {
        return new FilingPage.Line(
                around.here().in("/my/claims/" + claim.id().value()),
                claim.number(),
                around.name(claim.owner().person()),
                places.shortPlan(around.actor().fund(), claim.benefit().plan(), around.frame()),
                word,
                status.tone().css(),
                text);
    }

    /** Which members may be owed more, not for what: an illness is theirs to tell. */
    private static List<String> more(List<SecondBenefits.Waiting> waiting, Around around) {
        Frame frame = around.frame();
        return waiting.stream()
                .flatMap(one -> Optional.ofNullable(around.cards().get(one.person()))
                        .map(card -> frame.say(
                                "claim.filing.more.line",
                                card.name(),
                                card.maskedId(),
                                frame.fmt().day(FundClock.dayOf(one.since()))))
                        .stream())
                .distinct()
                .toList();
    }
}
