package org.tongzhou.person;

import java.time.Instant;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;

/** Somebody's word on a person at a moment. */
record Word(FundId fund, PersonId by, Instant at) {}
