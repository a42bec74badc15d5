package org.tongzhou.enrolment;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/**
 * What the officer saw when pressing the button: so many people for so much, refused if the roster has changed since;
 * {@code effectiveDay} names a later start than the day after payment, or null.
 */
public record Enrolling(int people, Money fee, @Nullable LocalDate effectiveDay) {}
