package org.tongzhou.access.web;

import java.util.List;
import java.util.Set;
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
        FormErrors errors) {
    private static final int UNIT_CODE = 18;

    public NewAccountPage {
        roles = Set.copyOf(roles);
        choices = List.copyOf(choices);
    }

    /** Nothing typed yet but the territory; that of a unit is for its officer. */
    static NewAccountPage below(String territory) {
        Set<Role> roles = territory.length() == UNIT_CODE ? Set.of(Role.UNIT_OFFICER) : Set.of();
        return new NewAccountPage(false, "", "", "", territory, roles, AccountForm.CHOICES, FormErrors.NONE);
    }
}
