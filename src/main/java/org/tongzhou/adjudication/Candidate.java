package org.tongzhou.adjudication;

import org.tongzhou.kernel.Money;
import org.tongzhou.plan.DiseaseClass;

/** A disease class that the diagnosis may belong to, the list it stands on, and what it would pay if a person confirms it. */
public record Candidate(String benefit, String list, DiseaseClass disease, Money upTo) {}
