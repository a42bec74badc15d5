package org.tongzhou.person;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.PersonId;

/**
 * Who of some identity numbers was registered when a fund was asked. Handed on to {@link People#registerAll}, so that a
 * province is looked up once; who was registered meanwhile is noticed there.
 */
public final class KnownPeople {
    /** Nobody was asked for. */
    public static final KnownPeople NONE = new KnownPeople(Map.of());

    private final Map<String, Asked> asked;
    private final Map<String, Incoming> ready;

    KnownPeople(Map<String, Asked> asked) {
        this(asked, Map.of());
    }

    private KnownPeople(Map<String, Asked> asked, Map<String, Incoming> ready) {
        this.asked = asked;
        this.ready = ready;
    }

    KnownPeople with(Map<String, Incoming> made) {
        return new KnownPeople(asked, made);
    }

    /** What was made ready of just this person. */
    Optional<Incoming> ready(NewPerson person) {
        return Optional.ofNullable(ready.get(person.id().number()))
                .filter(made -> made.person.equals(person))
                .map(Incoming::anew);
    }

    /** What the blind index of a number found: 0 for {@code id} when nobody, else the person's phone and envelope as they lie there. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Face(byte[] index, long id, byte @Nullable [] phoneIndex, int length) {
        static Face unknown(byte[] index) {
            return new Face(index, 0, null, 0);
        }

        boolean isKnown() {
            return id != 0;
        }
    }

    /** Somebody who is asked for, and what has been found so far. */
    static final class Asked {
        private Face face;

        Asked(byte[] index) {
            face = Face.unknown(index);
        }

        Face face() {
            return face;
        }

        void found(Face known) {
            face = known;
        }
    }

    /** The person of a right number, when it was asked for and is registered. */
    public Optional<PersonId> find(String idNumber) {
        return face(idNumber).filter(Face::isKnown).map(face -> new PersonId(face.id()));
    }

    /** Everybody who is registered. */
    public Set<PersonId> people() {
        return asked.values().stream()
                .map(Asked::face)
                .filter(Face::isKnown)
                .map(face -> new PersonId(face.id()))
                .collect(Collectors.toUnmodifiableSet());
    }

    Optional<Face> face(String idNumber) {
        return Optional.ofNullable(asked.get(idNumber)).map(Asked::face);
    }
}
