package org.tongzhou.claim.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.access.Reauthentication;
import org.tongzhou.claim.ClaimId;
import org.tongzhou.claim.FactField;
import org.tongzhou.claim.HeirFiling;
import org.tongzhou.claim.HeirFiling.Look;
import org.tongzhou.claim.QueuePlace;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Days;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.Doubt;
import org.tongzhou.person.Heir;
import org.tongzhou.person.NamedHeir;
import org.tongzhou.person.People;
import org.tongzhou.person.RefusedHeir;
import org.tongzhou.shell.Again;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** An officer or a reviewer names the heir who takes a dead member's benefits: proof, password, and a second person after it. */
@Controller
@Allowed({Role.UNIT_OFFICER, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
class HeirPages {
    private static final Map<String, String> FIELDS = Map.of(
            "heir_name", "name",
            "heir_id", "identity",
            "heir_relation", "relation",
            "heir_died", "died",
            "claim_heir_died", "died",
            "card_form", "card",
            "bank_name", "bank",
            "heir_reason", "reason",
            "reauthenticate", "password");

    private final HeirFiling filing;
    private final People people;
    private final PaidTo paidTo;
    private final Intake intake;
    private final Reauthentication reauthentication;
    private final Once once;
    private final FundClock clock;

    HeirPages(
            HeirFiling filing,
            People people,
            PaidTo paidTo,
            Intake intake,
            Reauthentication reauthentication,
            Once once,
            FundClock clock) {
        this.filing = filing;
        this.people = people;
        this.paidTo = paidTo;
        this.intake = intake;
        this.reauthentication = reauthentication;
        this.once = once;
        this.clock = clock;
    }

    /** The form as it was sent. */
    record Form(
            @Nullable String name,
            @Nullable String identity,
            @Nullable String relation,
            @Nullable String died,
            @Nullable String card,
            @Nullable String bank,
            @Nullable String reason) {
        private static final Form EMPTY = new Form(null, null, null, null, null, null, null);

        HeirPage.Typed typed() {
            return new HeirPage.Typed(
                    text(name), text(identity), text(relation), text(died), text(card), text(bank), text(reason));
        }

        private static String text(@Nullable String typed) {
            return typed == null ? "" : typed.strip();
        }
    }

    /** Who asks, and from where: a reviewer goes back to the queue as it stood. */
    private record Desk(Actor actor, QueuePlace place, Frame frame) {}

    @GetMapping("/claims/{id}/heir")
    ModelAndView form(@PathVariable long id, QueuePlace place, Actor actor, Frame frame) {
        Look look = filing.look(actor, new ClaimId(id));
        String died = look.eventCase().facts().text(FactField.DIED).orElse("");
        HeirPage.Typed nothing = new HeirPage.Typed("", "", "", died, "", "", "");
        return new ModelAndView("claim/heir", "page", page(new Desk(actor, place, frame), look, nothing, Map.of()));
    }

    @PostMapping("/claims/{id}/heir")
    ModelAndView name(
            @PathVariable long id,
            QueuePlace place,
            Form form,
            @RequestParam @Nullable String password,
            @RequestParam("request_key") String key,
            HttpServletRequest request,
            Actor actor,
            Frame frame) {
        Look look = filing.look(actor, new ClaimId(id));
        HeirPage.Typed typed = form.typed();
        try {
            Heir heir = heir(typed);
            Reauthentication.Typed proof = new Reauthentication.Typed(password, request.getRemoteAddr(), clock.now());
            boolean proved = reauthentication.isProved(actor, proof);
            once.run(actor, key, "heir " + id + " " + typed, () -> {
                long change = filing.name(actor, new ClaimId(id), heir, proved, clock.now());
                return Long.toString(change);
            });
        } catch (Refusal refusal) {
            Map<String, String> errors =
                    Map.of(FIELDS.getOrDefault(refusal.code(), ""), ClaimWords.sentence(refusal, frame));
            return Again.page("claim/heir", page(new Desk(actor, place, frame), look, typed, errors));
        }
        return new ModelAndView(again(id, place));
    }

    @PostMapping("/claims/{id}/heir/papers")
    ModelAndView prove(@PathVariable long id, QueuePlace place, PaperForm form, Actor actor, Frame frame) {
        Look look = filing.look(actor, new ClaimId(id));
        try {
            Intake.For meant = new Intake.For(look.eventCase(), "heir " + id);
            intake.once(actor, form, meant, paper -> {
                filing.prove(actor, new ClaimId(id), paper, clock.now());
                return "";
            });
        } catch (Refusal refusal) {
            Map<String, String> errors = new WrongPaper(form, refusal).errors(frame);
            return Again.page("claim/heir", page(new Desk(actor, place, frame), look, Form.EMPTY.typed(), errors));
        }
        return new ModelAndView(again(id, place));
    }

    @PostMapping("/claims/{id}/heir/withdraw")
    String withdraw(@PathVariable long id, QueuePlace place, @RequestParam("request_key") String key, Actor actor) {
        once.run(actor, key, "heir withdraw " + id, () -> {
            filing.withdraw(actor, new ClaimId(id), clock.now());
            return "";
        });
        return again(id, place);
    }

    private static String again(long id, QueuePlace place) {
        return "redirect:" + place.in("/claims/" + id + "/heir");
    }

    private static Heir heir(HeirPage.Typed typed) {
        Heir.Relation relation = Arrays.stream(Heir.Relation.values())
                .filter(one -> one.name().equals(typed.relation()))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("heir_relation"));
        return new Heir(
                typed.name(),
                Plain.number(typed.identity()),
                relation,
                day(typed.died()),
                Plain.number(typed.card()),
                typed.bank(),
                typed.reason());
    }

    private static LocalDate day(String typed) {
        try {
            return Days.parse(typed);
        } catch (DateTimeException notADay) {
            throw Refusal.invalid("heir_died");
        }
    }

    private HeirPage page(Desk desk, Look look, HeirPage.Typed typed, Map<String, String> errors) {
        Actor actor = desk.actor();
        Frame frame = desk.frame();
        long id = look.claim().id().value();
        return new HeirPage(
                id,
                desk.place(),
                actor.is(Role.UNIT_OFFICER) ? "/my/claims/" + id : desk.place().in("/reviews/" + id),
                Mask.name(
                        people.card(actor.fund(), look.claim().owner().person()).name()),
                look.claim().number(),
                HeirFiling.PROOF.stream()
                        .map(kind -> new HeirPage.Proof(
                                kind,
                                frame.say("claim.heir.proof." + kind.code()),
                                !look.missing().contains(kind)))
                        .toList(),
                look.missing().isEmpty(),
                Optional.ofNullable(look.named())
                        .map(named -> standing(named, frame))
                        .orElse(null),
                Optional.ofNullable(look.refused())
                        .map(refused -> refused(refused, frame))
                        .orElse(null),
                paidTo.released(actor.fund(), look.claim(), frame),
                typed,
                errors);
    }

    private static HeirPage.Refused refused(RefusedHeir refused, Frame frame) {
        return new HeirPage.Refused(
                PaidTo.line(refused.named(), refused.named().maskedName(), frame),
                frame.say(refused.doubt().advice(Doubt.Reader.NAMER)));
    }

    private static HeirPage.Standing standing(NamedHeir named, Frame frame) {
        return new HeirPage.Standing(
                PaidTo.line(named, named.maskedName(), frame),
                frame.fmt().day(named.heir().died()),
                frame.fmt().day(named.openFrom()),
                named.awaitsConfirmation());
    }
}
