package org.tongzhou.person;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.person.Registration.Rewritten;

/**
 * A phone lets into an account: whoever is reached by another one from now on is told, by a short message to the phone before,
 * which is the one that whoever brought a wrong one does not hold; and the trail says who brought it.
 */
@Component
class PhoneNews {
    private final AuditTrail audit;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;

    PhoneNews(AuditTrail audit, Outbox outbox, ApplicationEventPublisher events) {
        this.audit = audit;
        this.outbox = outbox;
        this.events = events;
    }

    void changed(Actor by, Map<PersonId, Rewritten> phones, Instant now) {
        if (phones.isEmpty()) {
            return;
        }
        audit.recordAll(phones.keySet().stream()
                .map(person -> AuditEntry.of(by, now, "person.phone_changed", "person:" + person.value()))
                .toList());
        outbox.tellEach(
                by.fund(),
                phones.entrySet().stream()
                        .map(phone -> letter(phone.getKey(), phone.getValue()))
                        .toList(),
                now);
        events.publishEvent(new PhonesChanged(by, Set.copyOf(phones.keySet()), now));
    }

    private static Outbox.Letter letter(PersonId person, Rewritten phone) {
        List<String> masked = List.of(Mask.phone(phone.today()));
        Outbox.Telling telling = new Outbox.Telling("notice.phone.changed", masked, "/account");
        return new Outbox.Letter(person, telling, phone.former());
    }
}
