package org.tongzhou.person;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.NameMatch;
import org.tongzhou.kernel.PersonId;

/**
 * Who of some identity numbers was registered when a fund was asked. Handed on to {@link People#ready}, so that a
 * province is looked up once; who was registered meanwhile is noticed when they are registered.
 */
public final class KnownPeople {
    /** Nobody was asked for. */
    public static final KnownPeople NONE = new KnownPeople(Map.of());

    private final Map<String, Asked> asked;

    KnownPeople(Map<String, Asked> asked) {
        this.asked = asked;
    }

    /** Somebody who was asked for by a blind index, and who was found by it. */
    static final class Asked {
        final UUID index;
        private PersonStore.@Nullable Found found;

        Asked(UUID index) {
            this.index = index;
        }

        void found(PersonStore.@Nullable Found somebody) {
            found = somebody;
        }

        /** Null when nobody was. */
        PersonStore.@Nullable Found found() {
            return found;
        }
    }

    /** The person of a right number, when it was asked for and is registered. */
    public Optional<PersonId> find(String idNumber) {
        Asked one = asked.get(idNumber);
        PersonStore.Found found = one == null ? null : one.found();
        return found == null ? Optional.empty() : Optional.of(new PersonId(found.id()));
    }

    /** True where the person of this number is registered under what is not this name; see {@link NameMatch}. */
    public boolean isNamedOtherwise(String idNumber, String name) {
        Asked one = asked.get(idNumber);
        PersonStore.Found found = one == null ? null : one.found();
        return found != null && found.name() != NameMatch.mark(name);
    }

    /** Everybody who is registered. */
    public Set<PersonId> people() {
        return asked.values().stream()
                .filter(one -> one.found() != null)
                .map(one -> new PersonId(one.found().id()))
                .collect(Collectors.toUnmodifiableSet());
    }

    void each(Consumer<Asked> told) {
        asked.values().forEach(told);
    }

    boolean wasAsked(String idNumber) {
        return asked.containsKey(idNumber);
    }

    Asked asked(NewPerson person) {
        return Objects.requireNonNull(asked.get(person.id().number()));
    }

    KnownPeople and(KnownPeople others) {
        Map<String, Asked> all = new HashMap<>(asked);
        all.putAll(others.asked);
        return new KnownPeople(all);
    }
}
