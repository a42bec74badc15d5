package org.tongzhou.access.web;

import java.util.List;
import java.util.function.BiFunction;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;

/**
 * Things of a room for the access matrix: a bean of the room's tests lists, for each endpoint with an id in its path, how
 * to make such a thing in a given unit. The matrix then asks for it from inside and outside the territory.
 */
public interface ScopeSamples {
    List<Sample> samples();

    /**
     * {@code endpoint} as declared, such as {@code GET /bills/{id}}; {@code roles} that may call it; {@code make} makes a
     * thing that belongs to the unit (and, where things belong to persons, to the actor's person) and answers its
     * address, such as {@code /bills/17}. {@code json} is sent along, empty for nothing; form fields go into the address.
     * {@code file}: a small PDF is sent as the part of that name, empty for none.
     */
    record Sample(String endpoint, List<Role> roles, BiFunction<Unit, Actor, String> make, String json, String file) {
        public Sample {
            roles = List.copyOf(roles);
        }

        public Sample(String endpoint, List<Role> roles, BiFunction<Unit, Actor, String> make) {
            this(endpoint, roles, make, "", "");
        }

        public Sample withJson(String body) {
            return new Sample(endpoint, roles, make, body, file);
        }

        public Sample withFile(String part) {
            return new Sample(endpoint, roles, make, json, part);
        }
    }
}
