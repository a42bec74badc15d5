package org.tongzhou.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;

/** The entries for one reader of one page, with the numbers that wait behind them; each number is asked for at most once. */
final class Menu {
    private final List<NavItem> items;
    private final List<NavBadge> badges;
    private final Words words;
    private final Frame.Place place;
    private final @Nullable Actor actor;
    private final Map<String, Integer> counted = new HashMap<>();
    private final Map<NavBadge, Rows<Integer>> taken = new HashMap<>();

    Menu(List<NavItem> items, List<NavBadge> badges, Words words, Frame.Place place, @Nullable Actor actor) {
        this.items = items;
        this.badges = badges;
        this.words = words;
        this.place = place;
        this.actor = actor;
    }

    /** The page has counted what waits behind an entry. */
    void counted(String href, int count) {
        counted.put(href, count);
    }

    /** The page's own trip asks for the numbers as well, as far as they let themselves be taken along. */
    void take(Trip trip, boolean member) {
        Actor reader = actor;
        if (reader != null) {
            Set<String> open = new HashSet<>();
            open(reader, member).forEach(item -> open.add(item.href()));
            for (NavBadge badge : badges) {
                if (open.contains(badge.href())) {
                    badge.count(trip, reader).ifPresent(rows -> taken.put(badge, rows));
                }
            }
        }
    }

    List<Frame.Link> links(boolean member) {
        Actor reader = actor;
        if (reader == null) {
            return List.of();
        }
        List<NavItem> open = open(reader, member);
        NavItem current = current(open);
        List<Frame.Link> links = new ArrayList<>(open.size());
        for (NavItem item : open) {
            Integer known = counted.get(item.href());
            int count = known == null ? count(item.href(), reader) : known;
            links.add(new Frame.Link(words.say(item.key()), item.href(), item.icon(), item == current, count));
        }
        return List.copyOf(links);
    }

    /** Plain loops, since every page goes through them several times. */
    private List<NavItem> open(Actor reader, boolean member) {
        List<NavItem> open = new ArrayList<>(items.size());
        for (NavItem item : items) {
            if (isFor(item, reader, member)) {
                open.add(item);
            }
        }
        return open;
    }

    private @Nullable NavItem current(List<NavItem> open) {
        NavItem current = null;
        int furthest = 0;
        for (NavItem item : open) {
            int reach = item.reach(place.path());
            if (reach > furthest) {
                current = item;
                furthest = reach;
            }
        }
        return current;
    }

    private static boolean isFor(NavItem item, Actor actor, boolean member) {
        for (Role role : item.roles()) {
            if ((role == Role.MEMBER) == member && actor.is(role)) {
                return true;
            }
        }
        return false;
    }

    private int count(String href, Actor reader) {
        int count = 0;
        for (NavBadge badge : badges) {
            if (badge.href().equals(href)) {
                count += count(badge, reader);
            }
        }
        return count;
    }

    /** A page that was refused may never have made its trip. */
    private int count(NavBadge badge, Actor reader) {
        Rows<Integer> rows = taken.get(badge);
        return rows != null && rows.areThere() ? rows.list().get(0) : badge.count(reader);
    }
}
