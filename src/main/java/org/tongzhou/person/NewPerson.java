package org.tongzhou.person;

import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.ResidentId;

/** A person as a roster or a form names them; phone and card may be missing. */
public record NewPerson(
        String name,
        ResidentId id,
        @Nullable String phone,
        @Nullable String card) {}
