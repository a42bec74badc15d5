package org.tongzhou.contribution.web;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.contribution.NewProgramme;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.organisation.Divisions;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Share;
import org.tongzhou.organisation.UnitFlag;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.shell.Sent;

/**
 * The terms of a programme as they are typed: {@code share} is percent of the fee, or with {@code unit=YUAN} yuan for each
 * person; {@code area} a division's code, empty for the own territory.
 */
@Component
class ProgrammeTerms {
    /** Which field a refusal is about. */
    static final Map<String, String> FIELDS = Map.of(
            "programme_name", "name",
            "programme_payers", "relieves",
            "programme_share", "share",
            "programme_days", "last",
            "programme_budget", "budget",
            "programme_unit_most", "most",
            "programme_staff", "staff",
            "county_unknown", "area");

    private final Divisions divisions;

    ProgrammeTerms(Divisions divisions) {
        this.divisions = divisions;
    }

    NewProgramme of(Actor actor, Sent form) {
        String area = form.text("area");
        return new NewProgramme(
                form.text("name"),
                payer(form, "giver"),
                area.isEmpty() ? actor.scope().path() : divisions.pathOf(actor.fund(), area),
                kinds(form),
                staff(form),
                form.text("struggling").isEmpty() ? Set.of() : Set.of(UnitFlag.STRUGGLING),
                payer(form, "relieves"),
                share(form),
                form.day("first"),
                form.day("last"),
                positive(form, "budget", "programme_budget"),
                form.text("most").isEmpty() ? null : positive(form, "most", "programme_unit_most"));
    }

    private static Payer payer(Sent form, String field) {
        return named(Payer.values(), form.text(field)).orElseThrow(() -> Refusal.invalid("programme_payers"));
    }

    private static Set<UnitKind> kinds(Sent form) {
        return form.texts("kinds").stream()
                .map(kind -> named(UnitKind.values(), kind).orElseThrow(() -> Refusal.invalid("bad_request")))
                .collect(Collectors.toSet());
    }

    private static <E extends Enum<E>> Optional<E> named(E[] all, String name) {
        return Arrays.stream(all).filter(one -> one.name().equals(name)).findFirst();
    }

    /** Null for any number of staff. */
    private static @Nullable Integer staff(Sent form) {
        String number = Plain.number(form.text("staff"));
        if (!number.matches("\\d{0,7}")) {
            throw Refusal.invalid("programme_staff");
        }
        return number.isEmpty() ? null : Integer.valueOf(number);
    }

    /** Two decimals of yuan, or of percent, are the same number in hundredths. */
    private static Share share(Sent form) {
        Money number = positive(form, "share", "programme_share");
        if (form.text("unit").equals("YUAN")) {
            return new Share.Each(number);
        }
        if (number.fen() > 10_000) {
            throw Refusal.invalid("programme_share");
        }
        return new Share.Percent((int) number.fen());
    }

    private static Money positive(Sent form, String field, String code) {
        return Money.typed(form.text(field)).filter(Money::isPositive).orElseThrow(() -> Refusal.invalid(code));
    }
}
