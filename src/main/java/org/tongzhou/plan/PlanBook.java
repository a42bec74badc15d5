package org.tongzhou.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tongzhou.plan.BookChecks.Source;

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

    /** The reference province's files, name to text. */
    public static Map<String, String> shippedFiles() {
        return shippedFiles(Shipped.REFERENCE);
    }

    /** The files of a set of plans that ships with the product, name to text; throws in words when there is no such set. */
    public static Map<String, String> shippedFiles(String set) {
        return Shipped.plans(set);
    }

    /** The names of the sets that ship, the reference province's first. */
    public static List<String> shippedSets() {
        return Shipped.sets();
    }

    /** The reference province's versions. */
    public static PlanBook shipped() {
        return shipped(Shipped.REFERENCE);
    }

    /** The versions of a set that ships with the product. */
    public static PlanBook shipped(String set) {
        Parsed parsed = parse(shippedFiles(set));
        return parsed.book().orElseThrow(() -> new IllegalStateException("shipped plans: " + parsed.faults()));
    }

    /** The book of versions that were accepted before. */
    public static PlanBook of(Collection<PlanVersion> versions) {
        return new PlanBook(List.copyOf(versions));
    }

    /** Reads files, name to text, and checks them against each other. */
    public static Parsed parse(Map<String, String> files) {
        return parse(files, PlanFile::parse, fault -> true);
    }

    /** The same for files that are a part of a set: the plans that they name, and the editions that follow, may lie outside. */
    public static Parsed parsePart(Map<String, String> files) {
        return parse(
                files,
                PlanFile::parse,
                fault -> fault.code() != PlanFaultCode.NO_PLAN && !fault.code().keepsOutOfForce());
    }

    /** The same for files that a fund may have accepted long ago; what is new is held to more when it is accepted. */
    static Parsed parseAccepted(Map<String, String> files) {
        return parse(files, PlanFile::accepted, fault -> !fault.code().isForDrafts());
    }

    private static Parsed parse(
            Map<String, String> files,
            BiFunction<String, String, PlanFile.Parsed> reader,
            Predicate<PlanFault> counts) {
        List<PlanFault> faults = new ArrayList<>();
        List<Source> sources = new ArrayList<>();
        files.forEach((name, text) -> {
            PlanFile.Parsed parsed = reader.apply(name, text);
            faults.addAll(parsed.faults());
            parsed.plan().ifPresent(plan -> sources.add(new Source(plan, name, parsed.lines())));
        });
        List<PlanFault> together = new ArrayList<>(BookChecks.ofAll(sources));
        sources.forEach(it -> together.addAll(BookChecks.ofNew(it, sources)));
        together.addAll(caps(sources));
        together.stream().filter(counts).forEach(faults::add);
        return parsed(faults, sources);
    }

    private static List<PlanFault> caps(List<Source> sources) {
        List<PlanVersion> plans = sources.stream().map(Source::plan).toList();
        List<Source> ended = sources.stream()
                .map(it -> new Source(ended(it.plan(), plans), it.file(), it.lines()))
                .toList();
        return IntStream.range(0, ended.size())
                .mapToObj(i -> SharedCaps.differing(ended.get(i), ended.subList(0, i).stream()))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * This book with one more edition, or why it may not be added: an edition begins after {@code today} and after every
     * earlier edition of its plan, so that no day that has begun changes its rules.
     */
    public Parsed with(String fileName, String text, LocalDate today) {
        return with(fileName, text, today, List::of);
    }

    /** The same beside drafts of other plans: a shared cap may differ from a plan that gets the same one by its draft on the same day. */
    public Parsed with(String fileName, String text, LocalDate today, Supplier<List<PlanVersion>> drafts) {
        PlanFile.Parsed read = PlanFile.parse(fileName, text);
        if (read.plan().isEmpty()) {
            return new Parsed(Optional.empty(), read.faults());
        }
        Source next = new Source(read.plan().get(), fileName, read.lines());
        List<Source> all = new ArrayList<>();
        versions.stream()
                .map(it -> endedBy(next.plan(), it))
                .forEach(it -> all.add(new Source(it, it.id(), PlanFile.Lines.NONE)));
        List<PlanFault> faults = new ArrayList<>(BookChecks.ahead(next, all, today));
        faults.addAll(caps(next, List.copyOf(all), drafts));
        all.add(next);
        faults.addAll(BookChecks.ofAll(all));
        faults.addAll(BookChecks.ofNew(next, all));
        return parsed(faults, all);
    }

    private static List<PlanFault> caps(Source next, List<Source> before, Supplier<List<PlanVersion>> drafts) {
        List<PlanFault> faults = SharedCaps.differing(next, before.stream());
        if (faults.isEmpty()) {
            return faults;
        }
        Set<PlanCode> answered = drafts.get().stream()
                .filter(draft -> SharedCaps.agree(draft, next.plan()))
                .map(PlanVersion::code)
                .collect(Collectors.toSet());
        return SharedCaps.differing(next, before.stream().filter(it -> !answered.contains(it.code())));
    }

    /** The edition in force, ended by the next one, also before the end that it states: no other text can end it any more. */
    private PlanVersion endedBy(PlanVersion next, PlanVersion version) {
        LocalDate begins = next.heading().validFrom();
        boolean before = version.code().equals(next.code())
                && version.heading().validFrom().isBefore(begins)
                && version.heading().validTo().map(begins::isBefore).orElse(false);
        boolean last = deciding(versions, version.code(), LocalDate.MAX).equals(Optional.of(version));
        return before && last ? version.until(begins) : version;
    }

    private static Parsed parsed(List<PlanFault> faults, List<Source> sources) {
        return faults.isEmpty()
                ? new Parsed(Optional.of(of(sources.stream().map(Source::plan).toList())), List.of())
                : new Parsed(Optional.empty(), faults.stream().distinct().toList());
    }

    /** All versions, by the order of the plans and then by date. */
    public List<PlanVersion> versions() {
        return versions;
    }

    /** The versions that a cover may start under on a day: those that hold and are not retired. */
    public List<PlanVersion> openOn(LocalDate day) {
        return versions.stream().filter(plan -> plan.isOpenOn(day)).toList();
    }

    /** The versions that hold on a day, in the order in which lists show them. */
    public List<PlanVersion> inForce(LocalDate day) {
        return versions.stream().filter(plan -> plan.holdsOn(day)).toList();
    }

    /** Caps of shared groups that are not the same, for days from this on: a plan took a new one, and another did not follow. */
    public List<CapsApart> capsApart(LocalDate from) {
        return SharedCaps.apart(versions, from);
    }

    /** The version of a plan that decides on an event of this day. */
    public Optional<PlanVersion> version(PlanCode code, LocalDate day) {
        return deciding(versions, code, day);
    }

    /**
     * Of some versions the one of the plan that began last by this day. An end that it states closes it to joiners; covers that
     * began before run to their own end, and it decides their events until another edition begins.
     */
    public static Optional<PlanVersion> deciding(List<PlanVersion> versions, PlanCode code, LocalDate day) {
        return versions.stream()
                .filter(plan ->
                        plan.code().equals(code) && !plan.heading().validFrom().isAfter(day))
                .max(Comparator.comparing(plan -> plan.heading().validFrom()));
    }
}
