package org.tongzhou.catalogue.web;

import java.util.List;
import java.util.Map;
import org.tongzhou.kernel.Slice;

/**
 * The plans with their editions, and a page of the drafts that are open. {@code apart}: where plans differ in a cap that they share.
 * {@code mayStart}: the reader designs plans.
 */
public record DraftListPage(
        List<Plan> plans,
        List<String> apart,
        Slice<Open> drafts,
        String after,
        boolean mayStart,
        Map<String, String> errors) {
    public record Plan(String code, String name, List<Edition> editions) {}

    /** {@code tone} and {@code state} are its tag. */
    public record Edition(String name, String validity, String state, String tone) {}

    public record Open(long id, String plan, String edition, String maker, String saved, String state, String tone) {}
}
