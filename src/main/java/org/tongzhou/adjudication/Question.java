package org.tongzhou.adjudication;

/** What is put to a plan: the cover, what is known of the event, and what was used of the limits before. */
record Question(CoverFacts cover, ClaimFacts facts, UsedSoFar used) {}
