package org.tongzhou.person;

/** The heir who was named last and whom the second person did not confirm. */
public record RefusedHeir(NamedHeir named, Doubt doubt) {}
