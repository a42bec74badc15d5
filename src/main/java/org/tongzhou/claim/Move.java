package org.tongzhou.claim;

import org.tongzhou.kernel.Level;

/** Where a verb leads a claim. */
record Move(Verb verb, ClaimState state, Level level) {}
