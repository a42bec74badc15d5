package org.tongzhou.notice;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.notice.Preferences.Subject;

/**
 * Messages that are announced by a short message too. Each says where, among the values of its telling, a claim's number and
 * a day stand: nothing else of a telling can reach a short message. The words are {@code notice.sms.<key>}.
 */
enum SmsTemplate {
    CLAIM_SUBMITTED("notice.claim.submitted", Subject.CLAIM, 0, 1),
    CLAIM_HELPED("notice.claim.helped", Subject.CLAIM, 0, -1),
    CLAIM_PAPERS("notice.claim.papers", Subject.CLAIM, 0, -1),
    CLAIM_PROPOSED("notice.claim.proposed", Subject.CLAIM, -1, -1),
    CLAIM_APPROVED("notice.claim.approved", Subject.CLAIM, 0, -1),
    CLAIM_REFUSED("notice.claim.refused", Subject.CLAIM, 0, 1),
    DIRECT_ANNOUNCED("notice.direct.announced", Subject.CLAIM, -1, 1),
    DIRECT_PASSES("notice.direct.passes", Subject.CLAIM, -1, 1),
    DIRECT_PERSON("notice.direct.person", Subject.CLAIM, 0, 1),
    DISCHARGE_KNOWN("notice.discharge.known", Subject.CLAIM, -1, -1),
    BENEFIT_PAID("notice.benefit.paid", Subject.CLAIM, 0, -1),
    BENEFIT_RETURNED("notice.benefit.returned", Subject.CLAIM, 0, -1),
    BENEFIT_REJECTED("notice.benefit.rejected", Subject.CLAIM, 0, -1),
    RECOVERY_OPENED("notice.recovery.opened", Subject.CLAIM, 0, -1),
    RECOVERY_ANSWERED("notice.recovery.answered", Subject.CLAIM, 0, -1),
    COVER_STARTED("notice.cover.started", Subject.COVER, -1, 1),
    ACCOUNT_CHANGED("notice.account.changed", Subject.ACCOUNT, -1, 1),
    ACCOUNT_REFUSED("notice.account.refused", Subject.ACCOUNT, -1, -1),
    HEIR_CHANGED("notice.heir.changed", Subject.ACCOUNT, -1, 1),
    HEIR_CONFIRMED("notice.heir.confirmed", Subject.ACCOUNT, -1, -1),
    HEIR_REFUSED("notice.heir.refused", Subject.ACCOUNT, -1, -1),
    HEIR_WITHDRAWN("notice.heir.withdrawn", Subject.ACCOUNT, -1, -1),
    HEIR_ENDED("notice.heir.ended", Subject.ACCOUNT, -1, -1),
    NAME_ASKED("notice.name.asked", Subject.ACCOUNT, -1, -1),
    NAME_CONFIRMED("notice.name.confirmed", Subject.ACCOUNT, -1, -1),
    IDENTITY_ASKED("notice.identity.asked", Subject.ACCOUNT, -1, -1),
    IDENTITY_CONFIRMED("notice.identity.confirmed", Subject.ACCOUNT, -1, -1),
    PHONE_CHANGED("notice.phone.changed", Subject.ACCOUNT, -1, -1),
    PASSWORD_CHANGED("notice.password.changed", Subject.ACCOUNT, -1, -1),
    ACCOUNT_OPENED("notice.account.opened", Subject.ACCOUNT, -1, -1),
    ACCOUNT_RESET("notice.account.reset", Subject.ACCOUNT, -1, -1),
    ACCOUNT_YIELDED("notice.account.yielded", Subject.ACCOUNT, -1, -1),
    ACCOUNT_CLOSED("notice.account.closed", Subject.ACCOUNT, -1, -1),
    ACCOUNT_REOPENED("notice.account.reopened", Subject.ACCOUNT, -1, -1),
    ACCOUNT_ROLES("notice.account.roles", Subject.ACCOUNT, -1, -1),
    ACCOUNT_CODE("notice.account.code", Subject.ACCOUNT, -1, -1);

    private static final Map<String, SmsTemplate> BY_MESSAGE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(each -> each.message, Function.identity()));

    private final String message;
    private final Subject subject;
    private final int claimAt;
    private final int dayAt;

    SmsTemplate(String message, Subject subject, int claimAt, int dayAt) {
        this.message = message;
        this.subject = subject;
        this.claimAt = claimAt;
        this.dayAt = dayAt;
    }

    static Optional<SmsTemplate> of(Outbox.Telling telling) {
        return Optional.ofNullable(BY_MESSAGE.get(telling.template()));
    }

    static String[] namesOf(Predicate<SmsTemplate> which) {
        return Arrays.stream(values()).filter(which).map(Enum::name).toArray(String[]::new);
    }

    Subject subject() {
        return subject;
    }

    /** Sent in the quiet hours too: somebody else may be at the member's account. */
    boolean urgent() {
        return subject == Subject.ACCOUNT;
    }

    boolean namesClaim() {
        return claimAt >= 0;
    }

    boolean namesDay() {
        return dayAt >= 0;
    }

    /** Brings what its person is waiting for at this moment. */
    boolean bringsCode() {
        return this == ACCOUNT_CODE;
    }

    /**
     * No wish and no number of messages a day holds it back: a code, and what becomes of an heir who is named for somebody who may
     * live, whose wishes and whose messages of the day may be the doing of whoever is after the money.
     */
    boolean alwaysLeaves() {
        return bringsCode() || message.startsWith("notice.heir.");
    }

    /** Key of its words. */
    String key() {
        return "notice.sms." + name().toLowerCase(Locale.ROOT);
    }

    /** What it may say of a telling; empty when a place does not hold what it should. A code is in no telling. */
    Optional<SmsText.Slots> slots(Outbox.Telling telling) {
        ClaimNumber claim = claimAt < 0 ? null : ClaimNumber.parse(at(telling.values(), claimAt));
        LocalDate day = dayAt < 0 ? null : day(at(telling.values(), dayAt));
        boolean whole = (claim != null) == namesClaim() && (day != null) == namesDay() && !bringsCode();
        return whole ? Optional.of(new SmsText.Slots(claim, day, null)) : Optional.empty();
    }

    private static String at(List<String> values, int place) {
        return place < values.size() ? values.get(place) : "";
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException notADay) {
            return null;
        }
    }
}
