package org.tongzhou.person;

import java.time.Instant;
import java.time.LocalDate;
import org.tongzhou.kernel.PersonId;

/** A changed account that waits for its second person. */
public record OpenChange(long id, PersonId person, String cardTail, Instant askedAt, LocalDate openFrom) {}
