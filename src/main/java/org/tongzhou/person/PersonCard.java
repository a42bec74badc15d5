package org.tongzhou.person;

import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Sex;

/** What a page shows of a person: masked on the server; phone, bank and card tail are null when not known. */
public record PersonCard(
        PersonId id,
        String name,
        Sex sex,
        String maskedId,
        @Nullable String maskedPhone,
        @Nullable String bankName,
        @Nullable String cardTail) {}
