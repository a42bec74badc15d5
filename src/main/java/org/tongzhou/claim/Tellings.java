package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.Outbox.Telling;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.shell.Words;

/** What the member is told at each turn of a claim; nothing of the illness goes into a message. */
@Component
class Tellings {
    private final Outbox outbox;
    private final People people;

    Tellings(Outbox outbox, People people) {
        this.outbox = outbox;
        this.people = people;
    }

    /** Who files for somebody else is named to them. */
    void filed(Actor actor, Claim claim, Instant now) {
        LocalDate due = claim.clock().dueOn();
        boolean own = actor.isPerson(claim.owner().person());
        if (!own) {
            tell(actor.fund(), claim, now, "notice.claim.helped", claim.number(), Mask.name(actor.name()));
        }
        if (due != null) {
            tell(actor.fund(), claim, now, "notice.claim.submitted", claim.number(), due.toString());
        }
    }

    void proposed(FundId fund, EventCase eventCase, Verdict verdict, Instant now) {
        String plan = verdict.cover().plan().name().zh();
        outbox.tell(
                fund,
                eventCase.owner().person(),
                now,
                new Telling(
                        "notice.claim.proposed",
                        List.of(plan),
                        "/my/cases/" + eventCase.id().value()));
    }

    void papers(FundId fund, Claim claim, List<PaperKind> papers, Instant now) {
        Words words = Words.of(Words.ZH);
        String names = papers.stream()
                .map(kind -> words.say("plan.paper." + kind.code()))
                .collect(Collectors.joining("、"));
        tell(fund, claim, now, "notice.claim.papers", claim.number(), String.valueOf(papers.size()), names);
    }

    void approved(FundId fund, Claim claim, Instant now) {
        tell(fund, claim, now, "notice.claim.approved", claim.number(), fen(claim.amount()));
    }

    void reclassified(FundId fund, Claim claim, Instant now) {
        tell(fund, claim, now, "notice.claim.reclassified", claim.number(), fen(claim.amount()));
    }

    void refused(FundId fund, Claim claim, LocalDate appealBy, Instant now) {
        tell(fund, claim, now, "notice.claim.refused", claim.number(), appealBy.toString());
    }

    void withdrawn(FundId fund, Claim claim, Instant now) {
        tell(fund, claim, now, "notice.claim.withdrawn", claim.number());
    }

    /** {@code amount} is what the bank paid: less than the benefit where part of it was kept with the member's consent. */
    void paid(FundId fund, Claim claim, Money amount, Instant now) {
        PersonCard card = people.card(fund, claim.owner().person());
        tell(
                fund,
                claim,
                now,
                "notice.benefit.paid",
                claim.number(),
                fen(amount),
                orDash(card.bankName()),
                orDash(card.cardTail()));
    }

    /** {@code kind} is {@code returned} or {@code rejected}; {@code reason} the bank's code. */
    void bank(FundId fund, Claim claim, String kind, String reason, Instant now) {
        Words words = Words.of(Locale.SIMPLIFIED_CHINESE);
        String key = "payment.reason." + reason;
        tell(fund, claim, now, "notice.benefit." + kind, claim.number(), words.has(key) ? words.say(key) : reason);
    }

    private void tell(FundId fund, Claim claim, Instant now, String template, String... values) {
        PersonId person = claim.owner().person();
        String link = "/my/claims/" + claim.id().value();
        outbox.tell(fund, person, now, new Telling(template, List.of(values), link));
    }

    private static String fen(Money amount) {
        return "fen:" + amount.fen();
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "—" : text;
    }
}
