package org.tongzhou.catalogue.web;

import java.util.List;

/** The cases of a draft as text and as it decides them; {@code held} of them come to what they state. */
public record DraftCases(String text, List<Case> lines, List<DraftPane.Fault> faults, int held, boolean edit) {
    /** {@code difference} is against the edition in force, empty when there is none. */
    public record Case(
            String name, String states, String before, String pays, String difference, boolean loses, boolean holds) {}
}
