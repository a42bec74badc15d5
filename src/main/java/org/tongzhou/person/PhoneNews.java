package org.tongzhou.person;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;

/** A phone lets into an account: whoever is reached by another one from now on is told, and the trail says who brought it. */
@Component
class PhoneNews {
    private final AuditTrail audit;
    private final Outbox outbox;

    PhoneNews(AuditTrail audit, Outbox outbox) {
        this.audit = audit;
        this.outbox = outbox;
    }

    /** The phones as they are now, by person. */
    void changed(Actor by, Map<PersonId, String> phones, Instant now) {
        if (phones.isEmpty()) {
            return;
        }
        audit.recordAll(phones.keySet().stream()
                .map(person -> AuditEntry.of(by, now, "person.phone_changed", "person:" + person.value()))
                .toList());
        outbox.tellEach(
                by.fund(),
                phones.entrySet().stream()
                        .map(phone -> new Outbox.Letter(phone.getKey(), telling(phone.getValue())))
                        .toList(),
                now);
    }

    private static Outbox.Telling telling(String phone) {
        return new Outbox.Telling("notice.phone.changed", List.of(Mask.phone(phone)), "/account");
    }
}
