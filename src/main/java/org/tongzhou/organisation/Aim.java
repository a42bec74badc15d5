package org.tongzhou.organisation;

/** What a county is to reach, beside what whoever decided it saw there; 0 is no target. */
public record Aim(String county, long seen, long wanted) {
    boolean isChange() {
        return seen != wanted;
    }
}
