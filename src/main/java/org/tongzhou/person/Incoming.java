package org.tongzhou.person;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on the way in: {@code index} is null until the fund was asked, {@code id} 0 until the person is registered; number
 * and what is sealed under it come before, as a stranger is made ready.
 */
final class Incoming {
    final NewPerson person;
    final Particulars inside;
    final byte @Nullable [] phoneIndex;
    byte @Nullable [] index;
    long id;
    boolean mayBeNews;
    long number;
    byte @Nullable [] sealed;

    @Nullable
    String initials;

    long tailIndex;

    Incoming(NewPerson person, Particulars inside, byte @Nullable [] phoneIndex) {
        this.person = person;
        this.inside = inside;
        this.phoneIndex = phoneIndex;
    }

    String idNumber() {
        return person.id().number();
    }

    byte[] index() {
        return Objects.requireNonNull(index);
    }

    /** The fund was asked and knows nobody of this number. */
    boolean isStranger() {
        return index != null && id == 0;
    }

    /** As it was made ready, whatever became of the transaction that it was registered in before. */
    Incoming anew() {
        if (sealed != null) {
            id = 0;
        }
        return this;
    }
}
