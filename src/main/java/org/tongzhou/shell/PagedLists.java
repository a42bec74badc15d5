package org.tongzhou.shell;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The lists of one page that are paged by key, each by a name of its own: one goes on while the others stay where they are.
 * {@code starts} has by name the key that a list starts after, empty from its first page on.
 */
public record PagedLists(String path, SortedMap<String, String> starts) {
    public PagedLists {
        starts = Collections.unmodifiableSortedMap(new TreeMap<>(starts));
    }

    /** As they were asked for, or stood where a form was sent from. */
    public static PagedLists of(String path, Sent sent, String... names) {
        return new PagedLists(
                path, new TreeMap<>(Arrays.stream(names).collect(Collectors.toMap(name -> name, sent::text))));
    }

    /** Where the links of one list lead. */
    public String pathOf(String list) {
        return address(list);
    }

    /** All as they stand: who acts on one of their rows comes back to it. */
    public String address() {
        return address("");
    }

    private String address(String without) {
        String address = path;
        for (Map.Entry<String, String> start : starts.entrySet()) {
            if (!start.getKey().equals(without)) {
                address = ListAddress.with(address, start.getKey(), start.getValue());
            }
        }
        return address;
    }

    /** The key that a list starts after; empty on its first page. */
    public String startOf(String list) {
        return starts.getOrDefault(list, "");
    }

    /** True on the first page of a list: where that is empty, the list is. */
    public boolean isFirst(String list) {
        return startOf(list).isEmpty();
    }
}
