package org.tongzhou.person;

import java.time.Instant;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;

/**
 * The account of an heir is no longer {@code person}'s: another heir's is, or the person's own again. Published in the
 * transaction that confirms it.
 */
public record HeirReplaced(FundId fund, PersonId person, Instant at) {}
