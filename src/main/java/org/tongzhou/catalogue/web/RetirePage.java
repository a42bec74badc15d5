package org.tongzhou.catalogue.web;

import java.util.List;
import java.util.Map;

/** The form that retires a plan: what was typed, the plans that may follow, what was refused by field. */
public record RetirePage(
        String code, String name, List<Successor> successors, Map<String, String> typed, Map<String, String> errors) {
    public record Successor(String code, String name) {}
}
