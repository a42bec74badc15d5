package org.tongzhou.shell;

import java.util.Objects;
import java.util.Set;
import org.tongzhou.kernel.Role;

/**
 * An entry of the rail (staff) or of the tabs (member), contributed by a room as a bean. {@code key} is the message key
 * of its two-character word, {@code icon} the name after {@code ic-} in the style sheet; lower {@code order} is first.
 * It is lit on the pages below its own address and below {@code others}.
 */
public record NavItem(Set<Role> roles, String key, String href, String icon, int order, Set<String> others) {
    public NavItem {
        roles = Set.copyOf(roles);
        others = Set.copyOf(others);
        if (!href.startsWith("/")) {
            throw new IllegalArgumentException("navigation outside the site: " + href);
        }
    }

    public NavItem(Set<Role> roles, String key, String href, String icon, int order) {
        this(roles, key, href, icon, order, Set.of());
    }

    /** An entry for exactly those whom the pages that it leads to admit. */
    public static NavItem to(Class<?> pages, String key, String href, String icon, int order) {
        Allowed allowed = Objects.requireNonNull(pages.getAnnotation(Allowed.class));
        return new NavItem(Set.of(allowed.value()), key, href, icon, order);
    }

    /** The same, lit on pages elsewhere too. */
    public NavItem litOn(String... others) {
        return new NavItem(roles, key, href, icon, order, Set.of(others));
    }

    /** How long the longest of its addresses above a page is; 0 where the page is below none of them. */
    int reach(String page) {
        int reach = reach(href, page);
        for (String other : others) {
            reach = Math.max(reach, reach(other, page));
        }
        return reach;
    }

    private static int reach(String address, String page) {
        boolean below =
                page.startsWith(address) && (page.length() == address.length() || page.charAt(address.length()) == '/');
        return below ? address.length() : 0;
    }
}
