package org.tongzhou.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.Outbox.Letter;
import org.tongzhou.kernel.Outbox.Telling;
import org.tongzhou.payment.BenefitPaid;
import org.tongzhou.payment.InstructionId;
import org.tongzhou.payment.Payments;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.Text;
import org.tongzhou.shell.Words;

/** What the member is told at each turn of a claim; nothing of the illness goes into a message. */
@Component
class Tellings {
    private final Outbox outbox;
    private final Payments payments;

    Tellings(Outbox outbox, Payments payments) {
        this.outbox = outbox;
        this.payments = payments;
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

    /** With the amount, which stays inside the application; a day that only passes the claim on promises no payment. */
    void announced(FundId fund, Claim claim, LocalDate payOn, Instant now) {
        LocalDate due = claim.clock().dueOn();
        if (due == null || claim.route().endsAt(Level.COUNTY)) {
            tell(fund, claim, now, "notice.direct.announced", fen(claim.amount()), payOn.toString());
        } else {
            tell(fund, claim, now, "notice.direct.passes", fen(claim.amount()), payOn.toString(), due.toString());
        }
    }

    /** What was announced goes to a person first; the promise stands. */
    void handedOver(FundId fund, List<Claim> claims, Instant now) {
        List<Letter> letters = new ArrayList<>();
        for (Claim claim : claims) {
            LocalDate due = claim.clock().dueOn();
            if (due != null) {
                letters.add(letter(claim, "notice.direct.person", claim.number(), due.toString()));
            }
        }
        outbox.tellEach(fund, letters, now);
    }

    void proposed(FundId fund, EventCase eventCase, Verdict verdict, Instant now) {
        Text plan = verdict.cover().plan().name();
        outbox.tell(
                fund,
                eventCase.owner().person(),
                now,
                new Telling(
                        "notice.claim.proposed",
                        List.of(Telling.either(plan.zh(), plan.en())),
                        "/my/cases/" + eventCase.id().value()));
    }

    void papers(FundId fund, Claim claim, List<PaperKind> papers, Instant now) {
        String names = Telling.either(names(papers, Words.ZH), names(papers, Words.EN));
        tell(fund, claim, now, "notice.claim.papers", claim.number(), String.valueOf(papers.size()), names);
    }

    private static String names(List<PaperKind> papers, Locale language) {
        Words words = Words.of(language);
        return papers.stream()
                .map(kind -> words.say("plan.paper." + kind.code()))
                .collect(Collectors.joining(words.say("claim.list.comma")));
    }

    void approved(FundId fund, Collection<Claim> claims, Instant now) {
        List<Letter> letters = claims.stream()
                .map(claim -> letter(claim, "notice.claim.approved", claim.number(), fen(claim.amount())))
                .toList();
        outbox.tellEach(fund, letters, now);
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

    /**
     * What the bank paid, by claim: less than a benefit where part of it was kept with the member's consent; to the account of the
     * order, whichever the member or heir has by now.
     */
    void paid(FundId fund, Map<Claim, BenefitPaid> paid, Instant now) {
        Map<InstructionId, Payments.Ordered> orders = payments.ordered(
                fund, paid.values().stream().map(BenefitPaid::instruction).toList());
        List<Letter> letters = new ArrayList<>();
        paid.forEach((claim, one) -> {
            Payments.Ordered order = orders.get(one.instruction());
            letters.add(letter(
                    claim,
                    "notice.benefit.paid",
                    claim.number(),
                    fen(one.amount()),
                    orDash(order == null ? null : order.bankName()),
                    orDash(order == null ? null : order.accountTail())));
        });
        outbox.tellEach(fund, letters, now);
    }

    /** {@code kind} is {@code returned} or {@code rejected}; the bank's reasons by claim. */
    void bank(FundId fund, String kind, Map<Claim, String> reasons, Instant now) {
        List<Letter> letters = new ArrayList<>();
        reasons.forEach((claim, reason) -> {
            String why = Telling.either(why(reason, Words.ZH), why(reason, Words.EN));
            letters.add(letter(claim, "notice.benefit." + kind, claim.number(), why));
        });
        outbox.tellEach(fund, letters, now);
    }

    private static String why(String reason, Locale language) {
        Words words = Words.of(language);
        String key = "payment.reason." + reason;
        return words.has(key) ? words.say(key) : reason;
    }

    private void tell(FundId fund, Claim claim, Instant now, String template, String... values) {
        outbox.tellEach(fund, List.of(letter(claim, template, values)), now);
    }

    private static Letter letter(Claim claim, String template, String... values) {
        String link = "/my/claims/" + claim.id().value();
        return new Letter(claim.owner().person(), new Telling(template, List.of(values), link));
    }

    private static String fen(Money amount) {
        return "fen:" + amount.fen();
    }

    private static String orDash(@Nullable String text) {
        return text == null || text.isEmpty() ? "—" : text;
    }
}
