package org.tongzhou.portal.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.enrolment.Cover;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.person.OpenIdentityChange;
import org.tongzhou.plan.Eligibility;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.shell.Frame;

/**
 * What a corrected identity number touches: covers that would not admit the age or sex that it states, and claims under way. Neither is
 * changed by it.
 */
@Component
class IdentityEffects {
    private final Covers covers;
    private final Plans plans;
    private final DeskClaims claims;

    IdentityEffects(Covers covers, Plans plans, DeskClaims claims) {
        this.covers = covers;
        this.plans = plans;
        this.claims = claims;
    }

    /** Each with its reason; {@code seen} tells whether a second look finds the same. */
    record Found(List<String> covers, DeskClaims.UnderWay claims) {
        String seen() {
            return Integer.toHexString(hashCode());
        }
    }

    Found of(Actor actor, OpenIdentityChange change, Frame frame) {
        LocalDate today = frame.today().day();
        List<String> refused = covers.standing(actor.fund(), change.person(), today).stream()
                .flatMap(cover -> refused(actor.fund(), cover, change.number(), frame))
                .toList();
        return new Found(refused, claims.underWay(actor, change.person(), frame));
    }

    /** Ages count on the first day of the term, of what is awaited on the day after. */
    private Stream<String> refused(FundId fund, Cover cover, ResidentId number, Frame frame) {
        LocalDate first = Optional.ofNullable(cover.period())
                .map(period -> period.term().from())
                .orElse(frame.today().day().plusDays(1));
        int age = number.ageOn(first);
        return plan(fund, cover).stream()
                .flatMap(plan -> plan.eligibility().faults(number.sex(), age).stream()
                        .map(fault -> sentence(plan, fault, new At(age, first), frame)));
    }

    private record At(int age, LocalDate first) {}

    private static String sentence(PlanVersion plan, Eligibility.Fault fault, At at, Frame frame) {
        String name = plan.name().in(frame.words().locale());
        Eligibility rules = plan.eligibility();
        return switch (fault) {
            case TOO_YOUNG, TOO_OLD ->
                frame.say("portal.identity.fault.AGE", name, at.first(), at.age(), rules.minAge(), rules.maxAge());
            default -> frame.say("portal.identity.fault.SEX", name);
        };
    }

    private Optional<PlanVersion> plan(FundId fund, Cover cover) {
        return plans.edition(fund, cover.plan(), cover.edition());
    }
}
