package org.tongzhou.shell;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            badges.stream()
                    .filter(badge -> items.stream()
                            .anyMatch(item -> item.href().equals(badge.href()) && isFor(item, reader, member)))
                    .forEach(badge -> badge.count(trip, reader).ifPresent(rows -> taken.put(badge, rows)));
        }
    }

    List<Frame.Link> links(boolean member) {
        Actor reader = actor;
        if (reader == null) {
            return List.of();
        }
        List<NavItem> open =
                items.stream().filter(item -> isFor(item, reader, member)).toList();
        Optional<NavItem> current = open.stream()
                .filter(item -> item.reach(place.path()) > 0)
                .max(Comparator.comparingInt(item -> item.reach(place.path())));
        return open.stream()
                .map(item -> new Frame.Link(
                        words.say(item.key()),
                        item.href(),
                        item.icon(),
                        current.filter(item::equals).isPresent(),
                        Optional.ofNullable(counted.get(item.href())).orElseGet(() -> count(item.href(), reader))))
                .toList();
    }

    private static boolean isFor(NavItem item, Actor actor, boolean member) {
        return item.roles().stream().anyMatch(role -> actor.is(role) && (role == Role.MEMBER) == member);
    }

    private int count(String href, Actor reader) {
        return badges.stream()
                .filter(badge -> badge.href().equals(href))
                .mapToInt(badge -> count(badge, reader))
                .sum();
    }

    /** A page that was refused may never have made its trip. */
    private int count(NavBadge badge, Actor reader) {
        Rows<Integer> rows = taken.get(badge);
        return rows != null && rows.areThere() ? rows.list().get(0) : badge.count(reader);
    }
}
