package org.tongzhou.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
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

    /** A version up to the next edition of its plan among these, whatever end it states. */
    static PlanVersion ended(PlanVersion version, List<PlanVersion> all) {
        return all.stream()
                .filter(other -> other.code().equals(version.code()))
                .map(other -> other.heading().validFrom())
                .filter(version.heading().validFrom()::isBefore)
                .min(Comparator.naturalOrder())
                .filter(next -> version.heading().validTo().map(next::isBefore).orElse(true))
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
        return Reading.of(files, PlanFile::parse).checked(fault -> true);
    }

    /** The same for files that are a part of a set: the plans that they name, and the editions that follow, may lie outside. */
    public static Parsed parsePart(Map<String, String> files) {
        return Reading.of(files, PlanFile::parse)
                .checked(fault ->
                        fault.code() != PlanFaultCode.NO_PLAN && !fault.code().keepsOutOfForce());
    }

    /**
     * The same for files that a fund may have accepted long ago, each of which was ended by the next, whatever end it states; what
     * is new is held to more when it is accepted.
     */
    static Parsed parseAccepted(Map<String, String> files) {
        return Reading.of(files, PlanFile::accepted)
                .ended()
                .checked(fault -> !fault.code().isForDrafts());
    }

    /** Files as they were read, and what is wrong with each alone. */
    private record Reading(List<Source> sources, List<PlanFault> faults) {
        static Reading of(Map<String, String> files, BiFunction<String, String, PlanFile.Parsed> reader) {
            List<PlanFault> faults = new ArrayList<>();
            List<Source> sources = new ArrayList<>();
            files.forEach((name, text) -> {
                PlanFile.Parsed parsed = reader.apply(name, text);
                faults.addAll(parsed.faults());
                parsed.plan().ifPresent(plan -> sources.add(new Source(plan, name, parsed.lines())));
            });
            return new Reading(sources, faults);
        }

        Reading ended() {
            List<PlanVersion> plans = sources.stream().map(Source::plan).toList();
            return new Reading(sources.stream().map(it -> it.ended(plans)).toList(), faults);
        }

        Parsed checked(Predicate<PlanFault> counts) {
            List<PlanFault> together = new ArrayList<>(BookChecks.ofAll(sources));
            sources.forEach(it -> together.addAll(BookChecks.ofNew(it, sources)));
            together.addAll(caps(ended().sources()));
            List<PlanFault> all = new ArrayList<>(faults);
            together.stream().filter(counts).forEach(all::add);
            return parsed(all, sources);
        }

        private static List<PlanFault> caps(List<Source> ended) {
            return IntStream.range(0, ended.size())
                    .mapToObj(i -> SharedCaps.differing(ended.get(i), ended.subList(0, i).stream()))
                    .flatMap(List::stream)
                    .toList();
        }
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
        Reading read = Reading.of(Map.of(fileName, text), PlanFile::parse);
        return with(read, adding -> adding.faults(today, any -> true, drafts));
    }

    /**
     * The same with files, name to text, that are added together: what one of them needs or shares may come with another. A plan
     * that is new to the book may have begun before.
     */
    public Parsed with(Map<String, String> files, LocalDate today) {
        Reading read = Reading.of(files, PlanFile::parse);
        return with(read, adding -> adding.faults(today, this::has, List::of));
    }

    private Parsed with(Reading read, Function<Adding, List<PlanFault>> check) {
        if (!read.faults().isEmpty()) {
            return new Parsed(Optional.empty(), read.faults());
        }
        Adding adding = new Adding(versions, read.sources());
        return parsed(check.apply(adding), adding.all());
    }

    private boolean has(PlanCode code) {
        return versions.stream().anyMatch(it -> it.code().equals(code));
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
