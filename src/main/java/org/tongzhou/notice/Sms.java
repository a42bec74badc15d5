package org.tongzhou.notice;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.shell.Words;

/**
 * A short message as it stands. {@code language} and {@code triedAt} are null before the first attempt, {@code formerPhone},
 * sealed, where it goes to the person's own.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Sms(
        FundId fund,
        long id,
        PersonId person,
        SmsTemplate template,
        SmsText.Slots slots,
        @Nullable String language,
        State state,
        int attempts,
        int keyNo,
        Instant dueAt,
        @Nullable Instant triedAt,
        @Nullable Instant codeUntil,
        byte @Nullable [] formerPhone) {
    /** See the table. */
    enum State {
        WAITING,
        SENT,
        ACCEPTED,
        UNDELIVERED,
        DELIVERED,
        FAILED,
        WITHHELD
    }

    /** By which the gateway knows it: the same as long as it may still be on its way. */
    String key() {
        return fund.code() + "-" + id + "-" + keyNo;
    }

    boolean mayGoAgain() {
        return attempts < 2;
    }

    /** Of no use any more: told too late, or with a code that has expired or was sent once. */
    boolean isTooLate(Instant now, SmsSettings settings) {
        if (template.bringsCode()) {
            return slots.code() == null || codeUntil == null || !now.isBefore(codeUntil);
        }
        return dueAt.plus(settings.givesUp()).isBefore(now);
    }

    static Words words(String language) {
        return Words.of("en".equals(language) ? Words.EN : Locale.SIMPLIFIED_CHINESE);
    }
}
