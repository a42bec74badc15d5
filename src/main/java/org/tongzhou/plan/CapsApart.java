package org.tongzhou.plan;

import java.time.LocalDate;

/** Two versions that state another cap for the group that they share, from a day on. */
public record CapsApart(String group, PlanVersion one, PlanVersion other, LocalDate since) {}
