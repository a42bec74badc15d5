package org.tongzhou.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tongzhou.plan.BookChecks.Source;

/** A cap that a group shares is the same wherever it is stated for the same days: in each benefit, and in each plan. */
final class SharedCaps {
    private SharedCaps() {}

    /** What a version states otherwise than itself or the others, each of which has its end. */
    static List<PlanFault> differing(Source source, Stream<Source> others) {
        return Stream.concat(Stream.of(source), others.filter(it -> isBeside(it.plan(), source.plan())))
                .flatMap(other -> differing(other.plan(), source.plan()).map(cap -> fault(source, other, cap)).stream())
                .toList();
    }

    /** True when both could be accepted one after the other: they begin on one day, and say the same. */
    static boolean agree(PlanVersion one, PlanVersion other) {
        return one.heading().validFrom().equals(other.heading().validFrom())
                && differing(one, other).isEmpty();
    }

    /** True for an edition that retires its plan with the caps that it has: where these differ already, it makes nothing worse. */
    static boolean retiresWithThem(PlanVersion next, PlanVersion earlier) {
        return next.heading().retired().isPresent()
                && caps(next).toList().equals(caps(earlier).toList());
    }

    /** Where versions of two plans, each of which has its end, say otherwise of a group for days from this on. */
    static List<CapsApart> apart(List<PlanVersion> versions, LocalDate from) {
        return IntStream.range(0, versions.size())
                .boxed()
                .flatMap(i -> versions.subList(0, i).stream()
                        .flatMap(earlier -> apart(earlier, versions.get(i), from).stream()))
                .toList();
    }

    private static Optional<CapsApart> apart(PlanVersion one, PlanVersion other, LocalDate from) {
        LocalDate since = Stream.of(
                        from, one.heading().validFrom(), other.heading().validFrom())
                .max(LocalDate::compareTo)
                .orElse(from);
        return isBeside(one, other) && since.isBefore(end(one)) && since.isBefore(end(other))
                ? differing(one, other).map(cap -> new CapsApart(cap.group().orElse(""), one, other, since))
                : Optional.empty();
    }

    private static boolean isBeside(PlanVersion one, PlanVersion other) {
        return !one.code().equals(other.code())
                && one.heading().validFrom().isBefore(end(other))
                && other.heading().validFrom().isBefore(end(one));
    }

    /** The next edition decides from the end on; a term after the retirement the last cover is over. */
    private static LocalDate end(PlanVersion plan) {
        LocalDate stated = plan.heading().validTo().orElse(LocalDate.MAX);
        return plan.heading()
                .retired()
                .map(it -> it.from().plusMonths(plan.joining().termMonths().value()))
                .filter(stated::isAfter)
                .orElse(stated);
    }

    private static Optional<Rule.Cap> differing(PlanVersion one, PlanVersion other) {
        List<Rule.Cap> known = caps(one).toList();
        return caps(other)
                .filter(cap -> known.stream().anyMatch(it -> isOfGroup(it, cap) && !isSame(it.sum(), cap.sum())))
                .findFirst();
    }

    private static boolean isOfGroup(Rule.Cap one, Rule.Cap other) {
        return one.group().equals(other.group()) && one.per() == other.per();
    }

    private static boolean isSame(Sum one, Sum other) {
        return one.perUnit() == other.perUnit()
                && one.amount().value().equals(other.amount().value());
    }

    private static PlanFault fault(Source source, Source other, Rule.Cap cap) {
        String group = cap.group().orElse("");
        return source.fault(
                source.lines().benefits(),
                "benefits",
                PlanFaultCode.GROUP_DIFFERS,
                group,
                other.plan().id());
    }

    private static Stream<Rule.Cap> caps(PlanVersion plan) {
        return plan.benefits().stream()
                .flatMap(benefit -> benefit.<Stream<Rule>>fold(
                        it -> it.rules().stream(),
                        it -> Stream.empty(),
                        it -> Stream.empty(),
                        it -> it.rules().stream()))
                .flatMap(rule -> rule instanceof Rule.Cap cap ? Stream.of(cap) : Stream.empty())
                .filter(cap -> cap.group().isPresent());
    }
}
