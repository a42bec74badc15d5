package org.tongzhou.hospital;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The resources of one bundle and what they refer to: by full address, {@code urn:uuid:…}, {@code Type/id} with or without
 * a version, or contained. What lies outside the bundle is not there; nothing is fetched.
 */
final class References {
    private final List<Resource> resources;
    private final Map<String, Resource> byName = new HashMap<>();

    References(Bundle bundle) {
        Set<String> doubtful = new HashSet<>();
        for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
            Resource resource = entry.getResource();
            if (resource != null) {
                name(entry.getFullUrl(), resource, doubtful);
                String id = resource.getIdElement().getIdPart();
                if (id != null && !id.startsWith("urn:")) {
                    name(resource.fhirType() + "/" + id, resource, doubtful);
                }
            }
        }
        doubtful.forEach(byName::remove);
        resources = bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Objects::nonNull)
                .toList();
    }

    /** A name that two resources have names neither. */
    private void name(@Nullable String name, Resource resource, Set<String> doubtful) {
        if (name == null || name.isEmpty()) {
            return;
        }
        Resource other = byName.putIfAbsent(name, resource);
        if (other != null && other != resource) {
            doubtful.add(name);
        }
    }

    <T extends Resource> Stream<T> all(Class<T> type) {
        return resources.stream().filter(type::isInstance).map(type::cast);
    }

    /** The resource of that type which a reference names; a contained one was set by the parser. */
    <T extends Resource> Optional<T> find(Reference reference, Class<T> type) {
        if (reference.getReference() != null && reference.getReference().startsWith("#")) {
            return Optional.ofNullable(reference.getResource())
                    .filter(type::isInstance)
                    .map(type::cast);
        }
        return Optional.ofNullable(reference.getReference())
                .flatMap(this::named)
                .filter(type::isInstance)
                .map(type::cast);
    }

    boolean names(Reference reference, Resource resource) {
        return find(reference, Resource.class)
                .filter(found -> found == resource)
                .isPresent();
    }

    /** True where a bill names a patient of the bundle, and the stay another. */
    boolean isOfAnother(Reference patient, Encounter encounter) {
        Optional<Patient> billed = find(patient, Patient.class);
        return billed.isPresent()
                && find(encounter.getSubject(), Patient.class)
                        .filter(whose -> whose != billed.get())
                        .isPresent();
    }

    private Optional<Resource> named(String name) {
        String plain = name.replaceFirst("/_history/[A-Za-z0-9.-]{1,64}$", "");
        Resource exact = byName.get(plain);
        if (exact != null) {
            return Optional.of(exact);
        }
        String[] steps = plain.split("/", -1);
        return steps.length < 2
                ? Optional.empty()
                : Optional.ofNullable(byName.get(steps[steps.length - 2] + "/" + steps[steps.length - 1]));
    }
}
