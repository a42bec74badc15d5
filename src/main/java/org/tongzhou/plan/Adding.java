package org.tongzhou.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.tongzhou.plan.BookChecks.Source;

/** Editions on their way into a book, together and in the order in which they begin: each is held against the book and the others. */
final class Adding {
    private final List<PlanVersion> book;
    private final List<Source> added;
    private final List<Source> known;

    Adding(List<PlanVersion> book, List<Source> added) {
        this.book = book;
        this.added = added.stream().sorted(Comparator.comparing(Source::from)).toList();
        this.known = book.stream()
                .map(it -> new Source(endedByNext(it), it.id(), PlanFile.Lines.NONE))
                .toList();
    }

    /** The edition in force, ended by the next one, also before the end that it states: no other text can end it any more. */
    private PlanVersion endedByNext(PlanVersion version) {
        boolean last = PlanBook.deciding(book, version.code(), LocalDate.MAX).equals(Optional.of(version));
        return last ? PlanBook.ended(version, added.stream().map(Source::plan).toList()) : version;
    }

    List<Source> all() {
        return before(added.size());
    }

    private List<Source> before(int place) {
        List<Source> before = new ArrayList<>(known);
        before.addAll(added.subList(0, place));
        return before;
    }

    /** {@code held}: of which plans an edition begins after today and after every other, and goes on with what was counted. */
    List<PlanFault> faults(LocalDate today, Predicate<PlanCode> held, Supplier<List<PlanVersion>> drafts) {
        List<PlanFault> faults = new ArrayList<>();
        for (int i = 0; i < added.size(); i++) {
            if (held.test(added.get(i).code())) {
                faults.addAll(BookChecks.ahead(added.get(i), before(i), today));
            }
            faults.addAll(caps(added.get(i), before(i), drafts));
        }
        List<Source> all = all();
        faults.addAll(BookChecks.ofAll(all));
        added.forEach(it -> faults.addAll(BookChecks.ofNew(it, all)));
        return faults;
    }

    private List<PlanFault> caps(Source next, List<Source> before, Supplier<List<PlanVersion>> drafts) {
        List<PlanVersion> plans = all().stream().map(Source::plan).toList();
        List<Source> ended = before.stream().map(it -> it.ended(plans)).toList();
        Source own = next.ended(plans);
        List<PlanFault> faults = SharedCaps.differing(own, ended.stream());
        boolean asBefore = deciding(before, next)
                .filter(it -> SharedCaps.retiresWithThem(next.plan(), it))
                .isPresent();
        if (faults.isEmpty() || asBefore) {
            return List.of();
        }
        Set<PlanCode> answered = drafts.get().stream()
                .filter(draft -> SharedCaps.agree(draft, next.plan()))
                .map(PlanVersion::code)
                .collect(Collectors.toSet());
        return SharedCaps.differing(own, ended.stream().filter(it -> !answered.contains(it.code())));
    }

    /** The edition that holds on the day before. */
    private static Optional<PlanVersion> deciding(List<Source> before, Source next) {
        List<PlanVersion> plans = before.stream().map(Source::plan).toList();
        return PlanBook.deciding(plans, next.code(), next.from().minusDays(1));
    }
}
