package org.tongzhou.hospital.web;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.claim.EventCase;
import org.tongzhou.claim.FactField;
import org.tongzhou.hospital.Discharge;
import org.tongzhou.hospital.Discharges;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** Where the message and the QR code of a discharge lead: the member's own stay, after sign-in, with one button. */
@Controller
@Allowed(Role.MEMBER)
class StayPages {
    private static final List<FactField> KNOWN = List.of(
            FactField.HOSPITAL,
            FactField.ADMITTED,
            FactField.DISCHARGED,
            FactField.DIAGNOSIS,
            FactField.TOTAL,
            FactField.POOL,
            FactField.IN_SCOPE,
            FactField.OUT_OF_SCOPE,
            FactField.SETTLEMENT_NO);

    private final Discharges discharges;
    private final Once once;
    private final FundClock clock;

    StayPages(Discharges discharges, Once once, FundClock clock) {
        this.discharges = discharges;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/my/discharges/{id}")
    ModelAndView stay(@PathVariable long id, Actor actor, Frame frame) {
        return page(actor, id, frame, null);
    }

    @PostMapping("/my/discharges/{id}/claim")
    ModelAndView claim(@PathVariable long id, @RequestParam("request_key") String key, Actor actor, Frame frame) {
        try {
            String opened = once.run(
                    actor,
                    key,
                    "discharge " + id,
                    () -> Long.toString(discharges.claim(actor, id, clock.now()).value()));
            return new ModelAndView("redirect:/my/claims/draft/" + opened);
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.NOT_FOUND) {
                throw refusal;
            }
            ModelAndView again = page(actor, id, frame, frame.sentence(refusal));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    private ModelAndView page(Actor actor, long id, Frame frame, @Nullable String error) {
        Discharge discharge = discharges.own(actor, id);
        String open =
                discharges.caseOf(actor, discharge).map(StayPages::address).orElse(null);
        LocalDate today = frame.today().day();
        String house = discharge
                .facts()
                .getOrDefault(FactField.HOSPITAL, discharge.sender().name());
        return new ModelAndView(
                "hospital/stay",
                "page",
                new StayPage(
                        id,
                        frame.say("hospital.stay.line", frame.fmt().memberDay(discharge.discharged(), today), house),
                        known(discharge, frame),
                        discharge.facts().containsKey(FactField.IN_SCOPE)
                                && discharge.facts().containsKey(FactField.SETTLEMENT_NO),
                        open,
                        discharge.sender().name(),
                        error));
    }

    private static String address(EventCase eventCase) {
        return eventCase.isDraft()
                ? "/my/claims/draft/" + eventCase.id().value()
                : "/my/cases/" + eventCase.id().value();
    }

    private static Map<String, String> known(Discharge discharge, Frame frame) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (FactField field : KNOWN) {
            String value = discharge.facts().get(field);
            if (value != null) {
                boolean money = field.kind() == FactField.Kind.MONEY;
                lines.put(frame.say(field.key()), money ? frame.fmt().yuan(Money.ofFen(Long.parseLong(value))) : value);
            }
        }
        return lines;
    }
}
