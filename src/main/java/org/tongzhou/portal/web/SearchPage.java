package org.tongzhou.portal.web;

import java.util.List;

/** What the desk's search found inside the actor's territory. */
public record SearchPage(String asked, List<Hit> people, List<Hit> claims, List<Hit> units, boolean more) {
    public SearchPage {
        people = List.copyOf(people);
        claims = List.copyOf(claims);
        units = List.copyOf(units);
    }

    /** One line; {@code href} is empty where the actor may see the line but not open it. */
    public record Hit(String href, String title, String line, String end) {}

    public boolean isEmpty() {
        return people.isEmpty() && claims.isEmpty() && units.isEmpty();
    }
}
