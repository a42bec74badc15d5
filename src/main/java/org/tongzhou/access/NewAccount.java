package org.tongzhou.access;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.UnitId;

/**
 * An account to be opened for a real-name person. {@code login}: 2–64 lower-case letters, digits or {@code . _ @ -};
 * {@code path} is the territory, {@code unit} the work unit of an officer or member. Refuses {@code login_form} and
 * {@code roles_missing}.
 */
public record NewAccount(
        String login,
        String name,
        PersonId person,
        @Nullable UnitId unit,
        String path,
        Set<Role> roles) {
    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,63}");

    public NewAccount {
        roles = Set.copyOf(roles);
        if (!LOGIN.matcher(login).matches()) {
            throw Refusal.invalid("login_form");
        }
        if (roles.isEmpty()) {
            throw Refusal.invalid("roles_missing");
        }
    }
}
