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
        private FormerStore.@Nullable Former former;

        Asked(UUID index) {
            this.index = index;
        }

        void found(PersonStore.@Nullable Found somebody) {
            found = somebody;
        }

        /** Somebody had this number before: whose it was leads to them still, a slip to nobody. */
        void former(FormerStore.Former before) {
            former = before;
            found = before.cause() == IdentityChange.Cause.RENUMBERED ? before.owner() : null;
        }

        /** Who had it before. */
        Optional<PersonId> before() {
            return Optional.ofNullable(former).map(it -> new PersonId(it.owner().id()));
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

    /** True where this number was corrected, and the name is that of the person who was registered under it. */
    public boolean isCorrected(String idNumber, String name) {
        Asked one = asked.get(idNumber);
        FormerStore.Former former = one == null ? null : one.former;
        return former != null && former.owner().name() == NameMatch.mark(name);
    }

    /** The person of a right number, or who was registered under it by a slip that was corrected since. */
    public Optional<PersonId> findEver(String idNumber) {
        Asked one = asked.get(idNumber);
        return find(idNumber).or(() -> one == null ? Optional.empty() : one.before());
    }

    /** Those whom no number of today leads to any more, but one that was a slip. */
    public Set<PersonId> slips() {
        return asked.values().stream()
                .filter(one -> one.found() == null)
                .flatMap(one -> one.before().stream())
                .collect(Collectors.toUnmodifiableSet());
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
