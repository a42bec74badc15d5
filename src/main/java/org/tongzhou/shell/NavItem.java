package org.tongzhou.shell;

import java.util.Set;
import org.tongzhou.kernel.Role;

/**
 * An entry of the rail (staff) or of the tabs (member), contributed by a room as a bean. {@code key} is the message key
 * of its two-character word, {@code icon} the name after {@code ic-} in the style sheet; lower {@code order} is first.
 */
public record NavItem(Set<Role> roles, String key, String href, String icon, int order) {
    public NavItem {
        roles = Set.copyOf(roles);
        if (!href.startsWith("/")) {
            throw new IllegalArgumentException("navigation outside the site: " + href);
        }
    }
}
