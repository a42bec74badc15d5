package org.tongzhou.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tongzhou.plan.PlanFault.Code;

/** A set of plan versions in which no two of one plan hold on the same day. Needs no database. */
public final class PlanBook {
    private static final Comparator<PlanVersion> ORDER = Comparator.comparingInt(
                    (PlanVersion plan) -> plan.heading().order())
            .thenComparing(PlanVersion::code)
            .thenComparing(plan -> plan.heading().validFrom());

    private final List<PlanVersion> versions;

    private PlanBook(List<PlanVersion> versions) {
        this.versions = versions.stream()
                .map(version -> ended(version, versions))
                .sorted(ORDER)
                .toList();
    }

    private static PlanVersion ended(PlanVersion version, List<PlanVersion> all) {
        if (version.heading().validTo().isPresent()) {
            return version;
        }
        return all.stream()
                .filter(other -> other.code().equals(version.code()))
                .map(other -> other.heading().validFrom())
                .filter(version.heading().validFrom()::isBefore)
                .min(Comparator.naturalOrder())
                .map(version::until)
                .orElse(version);
    }

    /** The book, or why the files make none. */
    public record Parsed(Optional<PlanBook> book, List<PlanFault> faults) {}

    private record Source(PlanVersion plan, String file, int line) {}

    /** The files that ship with the product, name to text. */
    public static Map<String, String> shippedFiles() {
        return Shipped.plans();
    }

    /** The versions that ship with the product. */
    public static PlanBook shipped() {
        Parsed parsed = parse(shippedFiles());
        return parsed.book().orElseThrow(() -> new IllegalStateException("shipped plans: " + parsed.faults()));
    }

    /** Reads files, name to text, and checks them against each other. */
    public static Parsed parse(Map<String, String> files) {
        List<PlanFault> faults = new ArrayList<>();
        List<Source> sources = new ArrayList<>();
        files.forEach((name, text) -> {
            PlanFile.Parsed parsed = PlanFile.parse(name, text);
            faults.addAll(parsed.faults());
            parsed.plan().ifPresent(plan -> sources.add(new Source(plan, name, parsed.validFromLine())));
        });
        for (int i = 0; i < sources.size(); i++) {
            for (Source earlier : sources.subList(0, i)) {
                clash(earlier, sources.get(i)).ifPresent(faults::add);
            }
        }
        return faults.isEmpty()
                ? new Parsed(
                        Optional.of(
                                new PlanBook(sources.stream().map(Source::plan).toList())),
                        List.of())
                : new Parsed(Optional.empty(), List.copyOf(faults));
    }

    private static Optional<PlanFault> clash(Source earlier, Source later) {
        if (!earlier.plan().code().equals(later.plan().code())) {
            return Optional.empty();
        }
        if (earlier.plan().edition().equals(later.plan().edition())) {
            return Optional.of(
                    fault(later, "edition", Code.SAME_EDITION, later.plan().edition(), earlier.file()));
        }
        boolean overlap = overlaps(earlier.plan(), later.plan());
        return overlap
                ? Optional.of(
                        fault(later, "valid_from", Code.OVERLAP, earlier.plan().id(), earlier.file()))
                : Optional.empty();
    }

    /** A version without an end overlaps only one that begins on the same day, or one with an end that reaches into it. */
    private static boolean overlaps(PlanVersion one, PlanVersion other) {
        boolean oneFirst = one.heading().validFrom().isBefore(other.heading().validFrom());
        PlanVersion first = oneFirst ? one : other;
        PlanVersion second = oneFirst ? other : one;
        boolean sameStart = first.heading().validFrom().equals(second.heading().validFrom());
        return sameStart
                || first.heading()
                        .validTo()
                        .map(second.heading().validFrom()::isBefore)
                        .orElse(false);
    }

    private static PlanFault fault(Source at, String path, Code code, String... arguments) {
        return new PlanFault(at.file(), at.line(), 1, path, code, List.of(arguments));
    }

    /** All versions, by the order of the plans and then by date. */
    public List<PlanVersion> versions() {
        return versions;
    }

    /** The versions that hold on a day, in the order in which lists show them. */
    public List<PlanVersion> inForce(LocalDate day) {
        return versions.stream().filter(plan -> plan.holdsOn(day)).toList();
    }

    public Optional<PlanVersion> version(PlanCode code, LocalDate day) {
        return versions.stream()
                .filter(plan -> plan.code().equals(code) && plan.holdsOn(day))
                .findFirst();
    }
}
