package org.tongzhou.access.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.TypedPerson;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.NewPerson;

/** The form of a new account, as sent. */
record AccountForm(
        @Nullable String kind,
        @Nullable String login,
        @Nullable String name,
        @Nullable String idNumber,
        @Nullable String phone,
        @Nullable String territory,
        @Nullable Set<Role> roles) {
    /** What an administrator may give; PARTNER comes with a program by itself. */
    static final List<Role> CHOICES =
            Arrays.stream(Role.values()).filter(role -> role != Role.PARTNER).toList();

    boolean program() {
        return "program".equals(kind);
    }

    String place() {
        return text(territory);
    }

    NewPerson person() {
        return TypedPerson.person(text(name), text(idNumber), text(phone));
    }

    NewAccount account(PersonId person, Territories.Place place) {
        String chosen = text(login).toLowerCase(Locale.ROOT);
        return new NewAccount(chosen, text(name), person, place.unit(), place.path(), roleSet());
    }

    /** Everything that was typed, for the check that a repeated request is the same one. */
    String canonical() {
        return String.join(
                "\n",
                text(kind),
                text(login),
                text(name),
                text(idNumber),
                text(phone),
                place(),
                roleSet().stream().map(Role::name).sorted().toList().toString());
    }

    NewAccountPage page(FormErrors errors) {
        return new NewAccountPage(program(), text(login), text(name), text(phone), place(), roleSet(), CHOICES, errors);
    }

    private Set<Role> roleSet() {
        return roles == null ? Set.of() : Set.copyOf(roles);
    }

    private static String text(@Nullable String field) {
        return field == null ? "" : field.strip();
    }
}
