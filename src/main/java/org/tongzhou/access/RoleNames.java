package org.tongzhou.access;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Words;

/** What an account may do, in words, as a value of a message. */
final class RoleNames {
    private RoleNames() {}

    static String told(Set<Role> roles) {
        return Outbox.Telling.either(said(roles, Words.of(Words.ZH), "、"), said(roles, Words.of(Words.EN), ", "));
    }

    private static String said(Set<Role> roles, Words words, String between) {
        return roles.stream()
                .sorted()
                .map(role -> words.say("role." + role.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(between));
    }
}
