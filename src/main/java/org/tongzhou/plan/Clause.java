package org.tongzhou.plan;

/** An article of the plan that a step of a decision quotes; {@code id} is its number within the plan, such as {@code 6} or {@code 6.2}. */
public record Clause(String id, Text text) {}
