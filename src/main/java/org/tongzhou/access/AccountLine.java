package org.tongzhou.access;

import java.time.Instant;
import java.util.Set;
import org.tongzhou.kernel.Role;

/** One line of the list of accounts; shows no personal data beyond the name. */
public record AccountLine(
        long id,
        String login,
        String name,
        boolean client,
        String path,
        Set<Role> roles,
        boolean active,
        boolean mustChange,
        boolean hasAuthenticator,
        Instant createdAt) {
    public AccountLine {
        roles = Set.copyOf(roles);
    }

    /** The login is a mobile then, which nobody reads here. */
    public boolean byMobile() {
        return Logins.isByMobile(login);
    }
}
