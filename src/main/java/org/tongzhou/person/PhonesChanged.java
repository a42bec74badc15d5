package org.tongzhou.person;

import java.time.Instant;
import java.util.Set;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;

/** People are reached by another phone than before, which somebody brought. Published in the transaction that writes it. */
public record PhonesChanged(Actor by, Set<PersonId> people, Instant at) {}
