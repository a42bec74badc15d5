package org.tongzhou.person;

import java.time.Instant;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;

/**
 * An heir of {@code person}, named by {@code askedBy} with this proof, was not confirmed. Published in the transaction that
 * refuses it.
 */
public record HeirRefused(FundId fund, PersonId person, PersonId askedBy, String proof, Doubt doubt, Instant at) {}
