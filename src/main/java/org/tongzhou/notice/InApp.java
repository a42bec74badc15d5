package org.tongzhou.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.database.LastTrip;
import org.tongzhou.database.LastTrip.Writer;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.notice.MessageStore.Announced;
import org.tongzhou.notice.MessageStore.Told;
import org.tongzhou.shell.Words;

/**
 * Puts the message into the application, and its short message into the queue where there is a line to a gateway; both in the
 * caller's transaction: nobody is told what was rolled back.
 */
@Component
class InApp implements Outbox {
    private final SmsSettings settings;
    private final SmsPhones phones;
    private final LastTrip last;
    private final Writer<Told> letters;
    private final Writer<Announced> announcements;

    InApp(MessageStore store, SmsSettings settings, SmsPhones phones, LastTrip last) {
        this.settings = settings;
        this.phones = phones;
        this.last = last;
        this.letters = store::insert;
        this.announcements = store::insertAnnounced;
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
        List<Told> told =
                letters.stream().map(letter -> new Told(fund, letter, at)).toList();
        if (settings.open()) {
            last.leave(announcements, told.stream().map(this::announced).toList());
        } else {
            last.leave(this.letters, told);
        }
    }

    private Announced announced(Told told) {
        Telling telling = told.letter().telling();
        Instant at = told.at();
        return SmsTemplate.of(telling)
                .flatMap(template -> template.slots(telling)
                        .map(slots -> new Announced(
                                told,
                                template,
                                slots,
                                template.urgent() ? at : settings.afterQuiet(at),
                                phones.sealed(told.fund(), told.letter()))))
                .orElseGet(() -> new Announced(told, null, SmsText.Slots.NONE, at, ""));
    }

    private static void requireKnown(String template) {
        if (!template.startsWith("notice.") || !Words.of(Words.ZH).has(template)) {
            throw new IllegalArgumentException("no such message: " + template);
        }
    }
}
