package org.tongzhou.kernel;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a person something, after the transaction that caused it has committed. Implemented by the room notice. */
public interface Outbox {
    /**
     * {@code template} is a message key of the bundle {@code notice}; {@code link} a path of our own site.
     * Values never hold a diagnosis, a hospital or an amount when the channel is SMS: the in-app text may.
     */
    void tell(FundId fund, PersonId person, Instant at, Telling telling);

    /** Tells many people the same; a channel that can does it in one go. */
    default void tellAll(FundId fund, Collection<PersonId> people, Instant at, Telling telling) {
        people.forEach(person -> tell(fund, person, at, telling));
    }

    /** Tells each person something of their own, all in one go. */
    void tellEach(FundId fund, List<Letter> letters, Instant at);

    /**
     * To whom, and what. With {@code formerPhone} its short message goes to that one, which was the person's until now, and not
     * to the one of today.
     */
    record Letter(
            PersonId person, Telling telling, @Nullable String formerPhone) {
        public Letter(PersonId person, Telling telling) {
            this(person, telling, null);
        }

        /** Without the phone, so that a log line never shows it. */
        @Override
        public String toString() {
            return "Letter[" + person.value() + " " + telling.template() + "]";
        }
    }

    record Telling(String template, List<String> values, String link) {
        /** Stands between the two languages of a value; nobody types it. */
        public static final char OR = '\u001f';

        /** Stands before the key of a sentence; nobody types it either. */
        public static final char SAY = '\u001e';

        public Telling {
            values = List.copyOf(values);
        }

        /** A value that has words of its own in each language. */
        public static String either(String zh, String en) {
            return zh + OR + en;
        }

        /** A value that is the sentence of this key in the reader's language. */
        public static String said(String key) {
            return SAY + key;
        }
    }
}
