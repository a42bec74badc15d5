package org.tongzhou.access.web;

import org.jspecify.annotations.Nullable;
import org.tongzhou.access.Appointment;

/**
 * What was asked of a second administrator; territories in words. {@code number} is the owner's, masked, {@code mayConfirm} and
 * {@code hindrance}, a sentence, are this administrator's. {@code alone}: nobody else is there who could confirm it.
 */
public record AppointmentPage(
        Appointment asked,
        String territory,
        String askedFrom,
        String number,
        boolean own,
        @Nullable String hindrance,
        boolean alone,
        @Nullable String error) {
    public boolean mayConfirm() {
        return hindrance == null;
    }
}
