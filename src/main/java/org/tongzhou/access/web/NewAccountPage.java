package org.tongzhou.access.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Role;

/** The form of a new account as typed so far; the identity number is not sent back. */
public record NewAccountPage(
        boolean program,
        String login,
        String name,
        String phone,
        String territory,
        Set<Role> roles,
        List<Role> choices,
        @Nullable String error) {
    public NewAccountPage {
        roles = Set.copyOf(roles);
        choices = List.copyOf(choices);
    }

    static NewAccountPage empty() {
        return new NewAccountPage(false, "", "", "", "", Set.of(), AccountForm.CHOICES, null);
    }
}
