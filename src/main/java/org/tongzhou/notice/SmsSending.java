package org.tongzhou.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.HttpLine;
import org.tongzhou.kernel.Leases;
import org.tongzhou.person.People;

/**
 * Talks with the gateway. "Sent" commits before a byte leaves. Without an answer a message is in doubt, and only the gateway
 * itself leads out of it: one it never saw goes again under the same key, so that a late first one is the same message; one
 * it could not deliver goes again under another key. Nothing goes a third time. The phone number is opened here, as the
 * message leaves, and nowhere kept.
 */
@Component
class SmsSending {
    private static final Logger LOG = LoggerFactory.getLogger(SmsSending.class);
    private static final Pattern KEY = Pattern.compile("(\\d{1,3})-(\\d{1,18})-(\\d)");
    private static final Duration ASK_EVERY = Duration.ofSeconds(30);
    private static final Duration SECOND_TRY_AFTER = Duration.ofMinutes(10);
    private static final int MOST_A_ROUND = 500;
    private static final int MOST_PAGES = 20;
    /** A gateway that is away is not kept waiting for by every message in turn. */
    private static final int MOST_SILENCES = 3;

    private final SmsStore store;
    private final Preferences preferences;
    private final SmsPhones phones;
    private final People people;
    private final SmsSettings settings;
    private final TransactionTemplate transaction;

    SmsSending(
            SmsStore store,
            Preferences preferences,
            SmsPhones phones,
            People people,
            SmsSettings settings,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.preferences = preferences;
        this.phones = phones;
        this.people = people;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** One round: receipts first, then what is in doubt, then what is due. */
    void round(FundId fund, SmsLine line, Leases.Lease lease, Instant now) {
        try {
            readReceipts(fund, line, now);
        } catch (HttpLine.Silence silence) {
            LOG.warn("no receipts of short messages, {}", silence.getMessage());
        }
        Patience patience = new Patience();
        for (Sms sms : store.doubtful(fund, now, settings, ASK_EVERY)) {
            if (patience.isOver()) {
                return;
            }
            ask(sms, line, now, patience);
        }
        for (int i = 0; i < MOST_A_ROUND && !patience.isOver(); i++) {
            Optional<Ready> ready = transaction.execute(status -> take(fund, lease, now));
            if (ready == null || ready.isEmpty()) {
                return;
            }
            ready.get().leave(line, now, patience);
        }
    }

    private static final class Patience {
        private int silences;

        boolean isOver() {
            return silences >= MOST_SILENCES;
        }
    }

    private void readReceipts(FundId fund, SmsLine line, Instant now) throws HttpLine.Silence {
        for (int page = 0; page < MOST_PAGES; page++) {
            List<SmsLine.Receipt> receipts = line.receipts(store.receiptsRead(fund));
            if (receipts.isEmpty()) {
                return;
            }
            transaction.executeWithoutResult(status -> take(fund, receipts, now));
        }
    }

    /** The mark first: two who read at once, after a lease has passed, go one after the other and not into each other. */
    private void take(FundId fund, List<SmsLine.Receipt> receipts, Instant now) {
        long read = store.holdReceiptsRead(fund);
        List<SmsLine.Receipt> news =
                receipts.stream().filter(receipt -> receipt.seq() > read).toList();
        news.forEach(receipt -> take(fund, receipt, now));
        news.stream().mapToLong(SmsLine.Receipt::seq).max().ifPresent(last -> store.receiptsRead(fund, last));
    }

    private void take(FundId fund, SmsLine.Receipt receipt, Instant now) {
        Matcher key = KEY.matcher(receipt.key());
        if (key.matches() && Integer.parseInt(key.group(1)) == fund.code()) {
            long id = Long.parseLong(key.group(2));
            if (receipt.answer().word() == SmsLine.Word.DELIVERED) {
                store.becomes(fund, id, Sms.State.DELIVERED, null, now);
            } else if (receipt.answer().word() == SmsLine.Word.UNDELIVERED) {
                store.reportedUndelivered(
                        fund,
                        id,
                        Integer.parseInt(key.group(3)),
                        receipt.answer().reason());
            }
        }
    }

    private void ask(Sms sms, SmsLine line, Instant now, Patience patience) {
        try {
            SmsLine.Answer answer = line.status(sms.key());
            patience.silences = 0;
            transaction.executeWithoutResult(status -> settle(sms, answer, now));
        } catch (HttpLine.Silence silence) {
            patience.silences++;
            store.asked(sms, now);
        }
    }

    private void settle(Sms sms, SmsLine.Answer answer, Instant now) {
        String reason = answer.reason() == null ? answer.word().name() : answer.reason();
        switch (answer.word()) {
            case DELIVERED -> store.becomes(sms.fund(), sms.id(), Sms.State.DELIVERED, null, now);
            case REFUSED -> store.becomes(sms.fund(), sms.id(), Sms.State.FAILED, reason, now);
            case NEVER_SEEN -> again(sms, sms.keyNo(), reason, now);
            case UNDELIVERED -> again(sms, sms.keyNo() + 1, reason, now);
            case ACCEPTED -> stillUnderWay(sms, now);
        }
    }

    private void again(Sms sms, int keyNo, String reason, Instant now) {
        if (sms.mayGoAgain()) {
            store.again(sms, keyNo, settings.afterQuiet(now.plus(SECOND_TRY_AFTER)));
        } else {
            store.becomes(sms.fund(), sms.id(), Sms.State.FAILED, reason, now);
        }
    }

    private void stillUnderWay(Sms sms, Instant now) {
        Instant tried = sms.triedAt();
        if (tried != null && tried.plus(settings.givesUp()).isBefore(now)) {
            store.becomes(sms.fund(), sms.id(), Sms.State.FAILED, "NO_RECEIPT", now);
        } else {
            store.becomes(sms.fund(), sms.id(), Sms.State.ACCEPTED, null, now);
            store.asked(sms, now);
        }
    }

    /** The next one that may leave, marked as sent; those that may not are put aside on the way. */
    private Optional<Ready> take(FundId fund, Leases.Lease lease, Instant now) {
        lease.guard();
        for (int i = 0; i < MOST_A_ROUND; i++) {
            Optional<Sms> next =
                    store.nextThatAlwaysLeaves(fund, now).or(() -> store.next(fund, now, settings.quiet(now)));
            Optional<Ready> ready = next.flatMap(sms -> ready(sms, now));
            if (next.isEmpty() || ready.isPresent()) {
                return ready;
            }
        }
        return Optional.empty();
    }

    /** One that cannot be made, such as too long a one, is put aside and holds up none of the others. */
    private Optional<Ready> ready(Sms sms, Instant now) {
        try {
            return allowed(sms, now);
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.warn("short message {} cannot be made", sms.id(), e);
            return withheld(sms, "NOT_MADE", now);
        }
    }

    private Optional<Ready> allowed(Sms sms, Instant now) {
        Preferences.Wish wish = preferences.of(sms.fund(), sms.person());
        Optional<String> phone = phones.former(sms).or(() -> people.phone(sms.fund(), sms.person()));
        LocalDate today = FundClock.dayOf(now);
        if (!wish.wants(sms.template())) {
            return withheld(sms, "OPTED_OUT", now);
        }
        if (phone.isEmpty()) {
            return withheld(sms, "NO_PHONE", now);
        }
        if (sms.isTooLate(now, settings)) {
            return withheld(sms, "TOO_LATE", now);
        }
        String language = sms.language() == null ? wish.language() : sms.language();
        Ready ready = new Ready(sms, phone.get(), language, today);
        if (!sms.template().alwaysLeaves() && !isCounted(sms, today, now)) {
            return Optional.empty();
        }
        store.sent(sms, language, now);
        return Optional.of(ready);
    }

    /** Within the numbers of the day, the fund's and the person's; else it waits for tomorrow, or is withheld. */
    private boolean isCounted(Sms sms, LocalDate today, Instant now) {
        if (!store.countForFund(sms.fund(), today, settings.perDay())) {
            store.postponeAll(sms.fund(), now, settings.tomorrow(now));
            return false;
        }
        if (sms.attempts() == 0 && !store.countForPerson(sms.fund(), sms.person(), today, settings.perPersonADay())) {
            store.giveBack(sms.fund(), today);
            withheld(sms, "QUOTA", now);
            return false;
        }
        return true;
    }

    /** Kept from being sent at all; after a first attempt it has failed. */
    private Optional<Ready> withheld(Sms sms, String reason, Instant now) {
        Sms.State state = sms.attempts() == 0 ? Sms.State.WITHHELD : Sms.State.FAILED;
        store.becomes(sms.fund(), sms.id(), state, reason, now);
        return Optional.empty();
    }

    private final class Ready {
        private final Sms sms;
        private final String phone;
        private final SmsText text;

        Ready(Sms sms, String phone, String language, LocalDate today) {
            this.sms = sms;
            this.phone = phone;
            this.text = SmsText.of(sms.template(), sms.slots(), Sms.words(language), settings.link(), today);
        }

        void leave(SmsLine line, Instant now, Patience patience) {
            try {
                SmsLine.Answer answer = line.send(sms.key(), phone, text);
                patience.silences = 0;
                boolean taken = answer.word() != SmsLine.Word.REFUSED;
                String reason = answer.reason() == null ? "REFUSED" : answer.reason();
                store.becomes(
                        sms.fund(),
                        sms.id(),
                        taken ? Sms.State.ACCEPTED : Sms.State.FAILED,
                        taken ? null : reason,
                        now);
            } catch (HttpLine.Silence silence) {
                patience.silences++;
                LOG.warn("short message {} is in doubt, {}", sms.id(), silence.getMessage());
            }
        }
    }
}
