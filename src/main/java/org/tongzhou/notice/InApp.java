package org.tongzhou.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.shell.Words;

/**
 * Puts the message into the application, and its short message into the queue where there is a line to a gateway; both in the
 * caller's transaction: nobody is told what was rolled back.
 */
@Component
class InApp implements Outbox {
    private final MessageStore store;
    private final SmsSettings settings;

    InApp(MessageStore store, SmsSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    @Override
    @Transactional
    public void tell(FundId fund, PersonId person, Instant at, Telling telling) {
        tellAll(fund, List.of(person), at, telling);
    }

    @Override
    @Transactional
    public void tellAll(FundId fund, Collection<PersonId> people, Instant at, Telling telling) {
        tellEach(
                fund, people.stream().map(person -> new Letter(person, telling)).toList(), at);
    }

    @Override
    @Transactional
    public void tellEach(FundId fund, List<Letter> letters, Instant at) {
        letters.stream().map(letter -> letter.telling().template()).distinct().forEach(InApp::requireKnown);
        if (letters.isEmpty()) {
            return;
        }
        if (settings.open()) {
            store.insertAnnounced(
                    fund, letters.stream().map(letter -> announced(letter, at)).toList(), at);
        } else {
            store.insert(fund, letters, at);
        }
    }

    private MessageStore.Announced announced(Letter letter, Instant at) {
        return SmsTemplate.of(letter.telling())
                .flatMap(template -> template.slots(letter.telling())
                        .map(slots -> new MessageStore.Announced(
                                letter, template, slots, template.urgent() ? at : settings.afterQuiet(at))))
                .orElseGet(() -> new MessageStore.Announced(letter, null, SmsText.Slots.NONE, at));
    }

    private static void requireKnown(String template) {
        if (!template.startsWith("notice.") || !Words.of(Words.ZH).has(template)) {
            throw new IllegalArgumentException("no such message: " + template);
        }
    }
}
