package org.tongzhou.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tongzhou.plan.Heading.Retirement;

/** Checks plan versions against each other: dates, base plans, successors, what editions count on. */
final class BookChecks {
    private final List<Source> sources;
    private final List<PlanFault> faults = new ArrayList<>();

    private BookChecks(List<Source> sources) {
        this.sources = sources;
    }

    /** A version with the file that it was read from. */
    record Source(PlanVersion plan, String file, PlanFile.Lines lines) {
        PlanCode code() {
            return plan.code();
        }

        LocalDate from() {
            return plan.heading().validFrom();
        }

        /** The same with the end that the next of these sets it. */
        Source ended(List<PlanVersion> all) {
            return new Source(PlanBook.ended(plan, all), file, lines);
        }

        PlanFault fault(int line, String path, PlanFaultCode code, String... arguments) {
            return new PlanFault(file, line, 1, path, code, List.of(arguments));
        }
    }

    static List<PlanFault> ofAll(List<Source> sources) {
        BookChecks checks = new BookChecks(sources);
        for (int i = 0; i < sources.size(); i++) {
            Source later = sources.get(i);
            List<Source> before = sources.subList(0, i);
            before.stream()
                    .flatMap(earlier -> checks.clash(earlier, later).stream())
                    .findFirst()
                    .ifPresent(checks.faults::add);
        }
        sources.forEach(checks::retired);
        checks.bases();
        return checks.faults;
    }

    /** Why an edition would change days that have begun, come before one that is there, or lose or mix what has been used. */
    static List<PlanFault> ahead(Source next, List<Source> before, LocalDate today) {
        List<PlanFault> faults = new ArrayList<>();
        int line = next.lines().validFrom();
        if (!next.from().isAfter(today)) {
            faults.add(next.fault(
                    line, "valid_from", PlanFaultCode.NOT_AHEAD, next.from().toString(), today.toString()));
        }
        before.stream()
                .filter(it -> it.code().equals(next.code()) && !it.from().isBefore(next.from()))
                .findFirst()
                .ifPresent(it -> faults.add(next.fault(
                        line,
                        "valid_from",
                        PlanFaultCode.BEFORE_EARLIER,
                        it.plan().id(),
                        it.from().toString())));
        before.stream()
                .filter(it -> it.code().equals(next.code()) && it.from().isBefore(next.from()))
                .max(Comparator.comparing(Source::from))
                .ifPresent(it -> faults.addAll(moved(it.plan(), next)));
        return faults;
    }

    /** Rules of benefits that both editions have, which would not go on with what they have counted themselves. */
    private static List<PlanFault> moved(PlanVersion earlier, Source next) {
        List<PlanFault> faults = new ArrayList<>();
        List<Benefit> benefits = next.plan().benefits();
        for (int i = 0; i < benefits.size(); i++) {
            int number = i;
            Benefit later = benefits.get(i);
            earlier.benefits().stream()
                    .filter(kept -> kept.code().equals(later.code()))
                    .flatMap(kept -> Stream.concat(
                            Counters.moved(kept, later).stream()
                                    .map(counter -> moved(earlier, next, number, counter.place())),
                            PaidLists.moved(kept, later).stream().map(key -> moved(earlier, next, number, key))))
                    .forEach(faults::add);
        }
        return faults;
    }

    private static PlanFault moved(PlanVersion earlier, Source next, int benefit, String key) {
        return next.fault(
                next.lines().each().get(benefit),
                "benefits[" + benefit + "]." + key,
                PlanFaultCode.LISTS_MOVED,
                next.plan().benefits().get(benefit).code(),
                earlier.id());
    }

    private static PlanFault moved(PlanVersion earlier, Source next, int benefit, int place) {
        return next.fault(
                next.lines().rules().get(benefit).get(place - 1),
                "benefits[" + benefit + "].rules[" + (place - 1) + "]",
                PlanFaultCode.COUNTER_MOVED,
                next.plan().benefits().get(benefit).code(),
                earlier.id(),
                Integer.toString(place));
    }

    private Optional<PlanFault> clash(Source earlier, Source later) {
        if (!earlier.code().equals(later.code())) {
            return Optional.empty();
        }
        int line = later.lines().validFrom();
        if (earlier.plan().edition().equals(later.plan().edition())) {
            return Optional.of(later.fault(
                    line, "edition", PlanFaultCode.SAME_EDITION, later.plan().edition(), earlier.file()));
        }
        return overlaps(earlier.plan(), later.plan())
                ? Optional.of(later.fault(
                        line,
                        "valid_from",
                        PlanFaultCode.OVERLAP,
                        earlier.plan().id(),
                        earlier.file()))
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

    /** Why a new version would leave members without what they paid for. */
    static List<PlanFault> ofNew(Source source, List<Source> all) {
        List<PlanFault> faults = new ArrayList<>();
        left(source, all).ifPresent(faults::add);
        if (source.plan().heading().retired().isEmpty()) {
            faults.addAll(unclaimed(source));
        }
        return faults;
    }

    /** What no claim can state is not sold anew; a plan that has it already can still be retired. */
    private static List<PlanFault> unclaimed(Source source) {
        List<PlanFault> faults = new ArrayList<>();
        List<Benefit> benefits = source.plan().benefits();
        for (int i = 0; i < benefits.size(); i++) {
            if (benefits.get(i) instanceof Benefit.Allowance allowance
                    && allowance.counted().item().isPresent()) {
                int line = source.lines().each().get(i);
                faults.add(source.fault(line, "benefits[" + i + "].per_item", PlanFaultCode.NO_ITEMS));
            }
        }
        return faults;
    }

    /** Covers that begin before a stated end run past it, unless another edition has begun or the plan was retired a term before. */
    private static Optional<PlanFault> left(Source source, List<Source> all) {
        PlanVersion plan = source.plan();
        int term = plan.joining().termMonths().value();
        return plan.heading()
                .validTo()
                .filter(end -> all.stream()
                        .noneMatch(it -> it.code().equals(source.code())
                                && it.from().isAfter(source.from())
                                && !it.from().isAfter(end)))
                .filter(end -> plan.heading()
                        .retired()
                        .map(it -> it.from().plusMonths(term).isAfter(end))
                        .orElse(true))
                .map(end -> source.fault(
                        source.lines().validTo(),
                        "valid_to",
                        PlanFaultCode.COVERS_LEFT,
                        end.toString(),
                        end.minusMonths(term).toString()));
    }

    /** Nothing of a plan begins on or after its retirement; a successor is a plan of the book. */
    private void retired(Source source) {
        Optional<Retirement> retired = source.plan().heading().retired();
        int line = source.lines().retired();
        retired.ifPresent(it -> {
            sources.stream()
                    .filter(other ->
                            other.code().equals(source.code()) && !other.from().isBefore(it.from()))
                    .findFirst()
                    .ifPresent(other -> faults.add(source.fault(
                            line,
                            "retired.from",
                            PlanFaultCode.AFTER_RETIREMENT,
                            other.plan().id(),
                            it.from().toString())));
            it.successor()
                    .filter(code -> code.equals(source.code()) || !known(code))
                    .ifPresent(code ->
                            faults.add(source.fault(line, "retired.successor", PlanFaultCode.NO_PLAN, code.value())));
        });
    }

    private boolean known(PlanCode code) {
        return sources.stream().anyMatch(it -> it.code().equals(code));
    }

    /** Base plans are in the book, and every add-on can be reached from a plan that needs none. */
    private void bases() {
        Map<PlanCode, Set<PlanCode>> needs = new LinkedHashMap<>();
        for (Source source : sources) {
            Set<PlanCode> requires = source.plan().joining().links().requires();
            needs.computeIfAbsent(source.code(), code -> new TreeSet<>()).addAll(requires);
            requires.stream()
                    .filter(code -> !known(code))
                    .forEach(code -> faults.add(source.fault(
                            source.lines().requires(), "joining.requires", PlanFaultCode.NO_PLAN, code.value())));
        }
        Set<PlanCode> stuck = stuck(needs);
        String names = String.join(", ", stuck.stream().map(PlanCode::value).toList());
        sources.stream()
                .filter(it -> stuck.contains(it.code()))
                .forEach(it ->
                        faults.add(it.fault(it.lines().requires(), "joining.requires", PlanFaultCode.CYCLE, names)));
    }

    /** Plans that nobody could join first, because each needs another of them. */
    private Set<PlanCode> stuck(Map<PlanCode, Set<PlanCode>> needs) {
        Set<PlanCode> open = new HashSet<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Map.Entry<PlanCode, Set<PlanCode>> entry : needs.entrySet()) {
                boolean reachable = entry.getValue().isEmpty()
                        || entry.getValue().stream().anyMatch(code -> open.contains(code) || !known(code));
                grown |= reachable && open.add(entry.getKey());
            }
        }
        Set<PlanCode> stuck = new TreeSet<>(needs.keySet());
        stuck.removeAll(open);
        return stuck;
    }
}
