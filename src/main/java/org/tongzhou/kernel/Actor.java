package org.tongzhou.kernel;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is acting, taken from the session or the credential and never from the request; passed into every door that reads
 * or writes. {@code person} is the real-name person behind the account, {@code unit} the unit of an officer.
 */
public record Actor(
        long userId,
        String name,
        Scope scope,
        Set<Role> roles,
        @Nullable PersonId person,
        @Nullable UnitId unit) {
    /** The name of the system itself as it stands in records. */
    public static final String SYSTEM = "system";

    public Actor {
        roles = Set.copyOf(roles);
    }

    /** The system itself, for work that nobody asked for: matching, sealing, answers of the bank. */
    public static Actor system(FundId fund) {
        return new Actor(0, SYSTEM, Scope.province(fund), Set.of(), null, null);
    }

    public FundId fund() {
        return scope.fund();
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether claims are decided by this actor, at any level. */
    public boolean isReviewer() {
        return roles.stream().anyMatch(Role::isReviewer);
    }

    /** Refuses with code {@code not_allowed} unless the actor has one of the roles. */
    public void require(Role... oneOf) {
        for (Role role : oneOf) {
            if (roles.contains(role)) {
                return;
            }
        }
        throw Refusal.notAllowed();
    }

    /** Refuses unless the path lies in the actor's territory; the answer does not tell whether the thing exists. */
    public void requireWithin(String path) {
        if (!scope.covers(path)) {
            throw Refusal.notFound();
        }
    }

    /** The same of what belongs to no place inside: the fund's accounts, its plans, and people as such. */
    public void requireWholeFund() {
        requireWithin(Scope.province(fund()).path());
    }

    /** The real-name person behind the account; refuses where none stands behind it. */
    public PersonId requirePerson() {
        return Optional.ofNullable(person).orElseThrow(Refusal::notAllowed);
    }

    public boolean isPerson(PersonId other) {
        return Optional.ofNullable(person).map(other::equals).orElse(false);
    }
}
