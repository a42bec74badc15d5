package org.tongzhou.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tongzhou.kernel.Role;

/**
 * Goes wherever links lead from somebody's first page, two pages of each kind: among them are those that nobody thought of
 * timing. Each page is asked twice, since the first time a plan is made and a template loaded.
 */
final class Walk {
    private static final int OF_A_KIND = 2;
    private static final int PAGES = 200;
    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)");

    /** Switches, and what is a file and no page. */
    private static final Pattern ASIDE = Pattern.compile(
            "/(assets|elder|language|keys|logout|demo)\\b.*|.*\\.(css|js|svg|png|pdf|xlsx|csv|xml)(\\?.*)?");

    private final List<Step> steps = new ArrayList<>();

    private record Step(Role role, String path, double millis) {}

    /** A page to be looked at and the one that leads there. */
    private record Link(String path, String from) {}

    void as(Role role, Browsing user) {
        Deque<Link> ahead = new ArrayDeque<>(List.of(new Link("/", "")));
        Map<String, Integer> kinds = new HashMap<>();
        int pages = 0;
        while (!ahead.isEmpty() && pages < PAGES) {
            Link link = ahead.remove();
            if (kinds.merge(link.path().replaceAll("[0-9]+", "#"), 1, Integer::sum) <= OF_A_KIND) {
                ahead.addAll(look(role, user, link));
                pages++;
            }
        }
        Pairs.say("# walked as %s: %d pages", role, pages);
    }

    /** What the page leads to; nothing where it says no, which is told with the page that led there. */
    private List<Link> look(Role role, Browsing user, Link link) {
        try {
            user.get(link.path());
            long from = System.nanoTime();
            String page = user.get(link.path());
            steps.add(new Step(role, link.path(), (System.nanoTime() - from) / 1e6));
            return links(page, link.path());
        } catch (Exception no) {
            Pairs.say("# %s as %s, from %s: %s", link.path(), role, link.from(), no.getMessage());
            return List.of();
        }
    }

    private static List<Link> links(String page, String from) {
        List<Link> links = new ArrayList<>();
        Matcher link = LINK.matcher(page);
        while (link.find()) {
            String path = link.group(1).replace("&amp;", "&");
            if (!ASIDE.matcher(path).matches()) {
                links.add(new Link(path, from));
            }
        }
        return links;
    }

    void printSlowest(int most) {
        Pairs.say("# the slowest %d of %d pages walked", most, steps.size());
        steps.stream()
                .sorted(Comparator.comparingDouble(Step::millis).reversed())
                .limit(most)
                .forEach(step -> Pairs.say("#   %5.0f ms %s as %s", step.millis(), step.path(), step.role()));
    }
}
