package org.tongzhou.testing.province;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Sex;

/** One person: real by form and check digits, never by chance somebody living. {@code card} is null for one in ten. */
record Member(
        long number,
        String name,
        String idNumber,
        LocalDate birth,
        Sex sex,
        String phone,
        @Nullable String card,
        int[] units) {}
