package org.tongzhou.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.plan.Clause;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanFile;
import org.tongzhou.plan.PlanSets;
import org.tongzhou.plan.PlanVersion;

/** The plan versions of a fund. They never change, so each is read and parsed once; the version of an event's date decides it. */
@Component
public class Plans {
    private static final Comparator<PlanVersion> ORDER = Comparator.comparingInt(
                    (PlanVersion plan) -> plan.heading().order())
            .thenComparing(PlanVersion::code)
            .thenComparing(plan -> plan.heading().validFrom());

    /** Another instance may accept an edition; it begins tomorrow at the earliest, so a minute is soon enough to know. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private final PlanStore store;
    private final AuditTrail audit;
    private final Map<FundId, Read> read = new ConcurrentHashMap<>();

    private record Read(List<PlanVersion> plans, long at) {
        boolean isFresh() {
            return System.nanoTime() - at < GOOD_FOR.toNanos();
        }
    }

    Plans(PlanStore store, AuditTrail audit) {
        this.store = store;
        this.audit = audit;
    }

    /** The versions that hold on a day, in the order in which lists show them. */
    public List<PlanVersion> inForce(FundId fund, LocalDate day) {
        return all(fund).stream().filter(plan -> plan.holdsOn(day)).toList();
    }

    /** The versions that a cover may start under on a day: those that hold and are not retired. */
    public List<PlanVersion> openOn(FundId fund, LocalDate day) {
        return all(fund).stream().filter(plan -> plan.isOpenOn(day)).toList();
    }

    /** The version of a plan that decides on an event of this day. */
    public Optional<PlanVersion> version(FundId fund, PlanCode code, LocalDate day) {
        return PlanBook.deciding(all(fund), code, day);
    }

    /** All editions of a plan, oldest first. */
    public List<PlanVersion> editions(FundId fund, PlanCode code) {
        return all(fund).stream().filter(plan -> plan.code().equals(code)).toList();
    }

    /** One edition of a plan, by the name that its file has. */
    public Optional<PlanVersion> edition(FundId fund, PlanCode code, String edition) {
        return editions(fund, code).stream()
                .filter(plan -> plan.edition().equals(edition))
                .findFirst();
    }

    /** What a plan is called in its newest edition, retired or not; the code itself for a plan that is not on file. */
    public String nameOf(FundId fund, String code, Locale language) {
        return all(fund).stream()
                .filter(plan -> plan.code().value().equals(code))
                .reduce((older, newer) -> newer)
                .map(plan -> plan.name().in(language))
                .orElse(code);
    }

    /** All plans and editions together, to check another one against. */
    public PlanBook book(FundId fund) {
        return PlanBook.of(all(fund));
    }

    /** The file of an edition as it was accepted, with the cases beside it. */
    public Optional<Source> source(FundId fund, PlanCode code, String edition) {
        return store.source(fund, code, edition);
    }

    /** Text of a plan file and of its cases; {@code cases} is empty where there are none. */
    public record Source(String text, String cases) {}

    /** Waits for whoever adds an edition of the plan at this moment, until this transaction ends, and reads what came of it. */
    void oneAfterAnother(FundId fund, PlanCode code) {
        store.lock(fund, code);
        read.remove(fund);
    }

    /** Puts a checked draft into the catalogue; it ends the edition before it on its first day. */
    void accept(FundId fund, Draft draft, PersonId checker, Instant now) {
        AcceptedVersion.Origin origin =
                new AcceptedVersion.Origin(draft.cases(), draft.maker().person(), checker);
        accept(fund, accepted(draft.fileName(), draft.text(), origin, now));
        forget(fund);
    }

    /** The clause that a step or a reason cites, such as {@code hospital-2025 §6}. */
    public Optional<Clause> cited(FundId fund, String citation) {
        return all(fund).stream().flatMap(plan -> plan.cited(citation).stream()).findFirst();
    }

    /**
     * Accepts a set of plans, one that ships or a directory ({@link PlanSets}); again and again without effect. A file added to a
     * plan that the fund has is held to what a draft is: it begins ahead, and goes on with what has been counted. Throws {@link
     * IllegalArgumentException} in words, and as {@link #accept}.
     */
    @Transactional
    public void loadShipped(FundId fund, String set, Instant now) {
        Map<String, String> files = PlanSets.files(set);
        if (added(fund, files).isEmpty()) {
            return;
        }
        files.forEach((name, text) -> oneAfterAnother(fund, version(name, text).code()));
        Map<String, String> added = added(fund, files);
        boolean first = all(fund).isEmpty();
        PlanSets.requireNone(book(fund)
                .with(unlessChanged(fund, added), FundClock.dayOf(now))
                .faults());
        added.forEach((name, text) -> {
            accept(fund, Map.of(name, text), now);
            if (!first) {
                record(fund, name, text, now);
            }
        });
    }

    /** Without accepted editions under other content: that is told when one is accepted again. */
    private Map<String, String> unlessChanged(FundId fund, Map<String, String> added) {
        Set<String> accepted = all(fund).stream().map(PlanVersion::id).collect(Collectors.toSet());
        Map<String, String> fresh = new LinkedHashMap<>(added);
        fresh.entrySet()
                .removeIf(file -> accepted.contains(
                        version(file.getKey(), file.getValue()).id()));
        return fresh;
    }

    /** Files that the fund has not accepted, in the order in which they begin. */
    private Map<String, String> added(FundId fund, Map<String, String> files) {
        Set<String> known = known(fund);
        Map<String, String> added = new LinkedHashMap<>();
        files.entrySet().stream()
                .filter(file -> !known.contains(
                        PlanFile.accepted(file.getKey(), file.getValue()).fingerprint()))
                .sorted(Comparator.comparing(file ->
                        version(file.getKey(), file.getValue()).heading().validFrom()))
                .forEach(file -> added.put(file.getKey(), file.getValue()));
        return added;
    }

    private Set<String> known(FundId fund) {
        return store.all(fund).stream().map(AcceptedVersion::fingerprint).collect(Collectors.toSet());
    }

    private void record(FundId fund, String name, String text, Instant now) {
        PlanVersion plan = version(name, text);
        String content = PlanFile.accepted(name, text).fingerprint();
        Map<String, String> details = Map.of("plan", plan.code().value(), "content", content);
        audit.record(new AuditEntry(Actor.system(fund), now, "plan.loaded", "plan:" + plan.id(), details));
    }

    private static PlanVersion version(String name, String text) {
        return PlanFile.accepted(name, text).plan().orElseThrow();
    }

    /**
     * Accepts plan files, name to text; those accepted before have no effect. An edition is ended by the next one. Throws {@link IllegalStateException} when a
     * file has faults; refuses {@code plan_editions_overlap} and {@code plan_edition_changed}, an accepted version with another content.
     */
    @Transactional
    public void accept(FundId fund, Map<String, String> files, Instant now) {
        Set<String> known = known(fund);
        files.forEach((name, text) -> {
            if (!known.contains(PlanFile.accepted(name, text).fingerprint())) {
                accept(fund, accepted(name, text, AcceptedVersion.Origin.shipped(), now));
            }
        });
        forget(fund);
    }

    /** Reads again once what was written can be seen. */
    private void forget(FundId fund) {
        read.remove(fund);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    read.remove(fund);
                }
            });
        }
    }

    private void accept(FundId fund, AcceptedVersion version) {
        try {
            store.endPredecessor(fund, version.plan());
            store.add(fund, version);
        } catch (DataIntegrityViolationException refused) {
            if (!String.valueOf(refused.getMessage()).contains("one_version_a_day")) {
                throw refused;
            }
            throw Refusal.conflict(
                    "plan_editions_overlap", version.fileName(), version.plan().id());
        }
        boolean same = store.all(fund).stream()
                .filter(it -> it.plan().id().equals(version.plan().id()))
                .allMatch(it -> it.fingerprint().equals(version.fingerprint()));
        if (!same) {
            throw Refusal.conflict(
                    "plan_edition_changed", version.fileName(), version.plan().id());
        }
    }

    private static AcceptedVersion accepted(String name, String text, AcceptedVersion.Origin origin, Instant now) {
        PlanFile.Parsed parsed = PlanFile.parse(name, text);
        PlanVersion plan = parsed.plan().orElseThrow(() -> new IllegalStateException("plan file: " + parsed.faults()));
        return new AcceptedVersion(plan, name, text, parsed.fingerprint(), now, origin);
    }

    private List<PlanVersion> all(FundId fund) {
        Read known = read.get(fund);
        if (known != null && known.isFresh()) {
            return known.plans();
        }
        Read now = new Read(
                store.all(fund).stream()
                        .map(AcceptedVersion::plan)
                        .sorted(ORDER)
                        .toList(),
                System.nanoTime());
        read.put(fund, now);
        return now.plans();
    }
}
