package org.tongzhou.enrolment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.database.Bulk;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.Arrival;
import org.tongzhou.person.KnownPeople;
import org.tongzhou.person.People;
import org.tongzhou.person.Roll;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;

/**
 * A province's file from its first line to enrolled and billed people: many units' rosters in one, told apart by a column
 * with the unit's code, each judged and written as if the unit had handed it in. One transaction: nobody sees any of it
 * before all of it is there, and a cancelled or killed import leaves nothing. The same file again answers the first import.
 */
@Component
public class Imports {
    /** Of a csv; a workbook has fewer. */
    private static final int BYTES_A_ROW = 90;

    private final People everybody;
    private final Plans plans;
    private final Units units;
    private final RosterJudge judge;
    private final Enrolment enrolment;
    private final Sponsoring sponsoring;
    private final SubmissionStore submissions;
    private final ImportStore imports;
    private final Bulk bulk;
    private final AuditTrail audit;

    Imports(
            People everybody,
            Plans plans,
            Units units,
            RosterJudge judge,
            Enrolment enrolment,
            Sponsoring sponsoring,
            SubmissionStore submissions,
            ImportStore imports,
            Bulk bulk,
            AuditTrail audit) {
        this.everybody = everybody;
        this.plans = plans;
        this.units = units;
        this.judge = judge;
        this.enrolment = enrolment;
        this.sponsoring = sponsoring;
        this.submissions = submissions;
        this.imports = imports;
        this.bulk = bulk;
        this.audit = audit;
    }

    /** A file on this machine; {@code effectiveDay} names a later start than the day after payment, or null. */
    public record Request(
            String fileName, Path file, @Nullable LocalDate effectiveDay) {}

    /** Told after each chunk how many rows have been read and people enrolled; answers false to cancel. */
    public interface Progress {
        boolean goesOn(long rows, long people);

        /** Told before that what is wrong in the rows that it counts, and with which unit as a whole. */
        default void wrong(List<Wrong> some) {}

        /** Told before anybody is written, where the file has columns that count for nobody: their headings. */
        default void unread(List<String> headings) {}
    }

    /** What is wrong, and at which unit by the code that the file gives. */
    public record Wrong(String unit, RowIssue issue) {}

    /**
     * What became of a file; {@code bad} rows by the code of what is wrong; {@code unread} headings of columns that counted for
     * nobody; {@code before} when it had been enrolled earlier.
     */
    public record Imported(
            ImportId id,
            long rows,
            long people,
            int units,
            Money total,
            Map<RowCode, Long> bad,
            List<String> unread,
            boolean before) {}

    /**
     * Enrols the good rows; {@code billing} is given what to bill, some hundred units at a time, in the same transaction.
     * Refuses a file that cannot be read, or is not there, with the codes of {@link RosterFile}, {@code import_no_unit_column}, {@code
     * import_unit_scattered}, {@code import_units_merged}, {@code roster_nobody_to_enrol}, {@code import_cancelled}.
     */
    @Transactional
    public Imported enrol(
            Actor actor, Request request, Consumer<List<Billable>> billing, Progress progress, Instant now) {
        actor.require(Role.ADMIN);
        if (!Files.isRegularFile(request.file())) {
            throw Refusal.invalid("roster_file_absent");
        }
        LocalDate today = FundClock.dayOf(now);
        Rosters.requireStart(request.effectiveDay(), today);
        sponsoring.holdAll(actor.fund());
        submissions.lock(actor.fund());
        bulk.begin();
        try (Roll roll = everybody.roll(actor.fund(), rows(request.file()))) {
            return enrol(new Run(actor, request, imports.nextId(), roll, now), billing, progress);
        }
    }

    private static long rows(Path file) {
        try {
            return Files.size(file) / BYTES_A_ROW;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Imported enrol(Run run, Consumer<List<Billable>> billing, Progress progress) {
        try (ProvinceReader reader = run.start()) {
            byte[] hash = Rosters.hash(run.request.file()); // while the first rows are read
            Optional<Imported> before = imports.find(run.actor.fund(), hash);
            if (before.isPresent()) {
                return before.get();
            }
            run.roll.read();
            run.write(reader, billing, progress);
            return run.finish(hash);
        }
    }

    /** One file on its way in. */
    private final class Run {
        private final Actor actor;
        private final Request request;
        private final ImportId id;
        private final Roll roll;
        private final Instant now;
        private final LocalDate today;
        private final Map<RowCode, Long> bad = new EnumMap<>(RowCode.class);
        private List<String> unread = List.of();
        private long rows;
        private long people;
        private int unitCount;
        private Money total = Money.ZERO;

        Run(Actor actor, Request request, ImportId id, Roll roll, Instant now) {
            this.actor = actor;
            this.request = request;
            this.id = id;
            this.roll = roll;
            this.now = now;
            this.today = FundClock.dayOf(now);
        }

        ProvinceReader start() {
            PlanBook book = plans.book(actor.fund());
            ProvinceReader.Source source = new ProvinceReader.Source(
                    request.file(),
                    units.byCode(actor),
                    unit -> RosterTerms.of(request.effectiveDay(), today, book, unit));
            return ProvinceReader.start(source, this::ready);
        }

        void write(ProvinceReader reader, Consumer<List<Billable>> billing, Progress progress) {
            int written = 0;
            for (ReadyUnits ready = reader.next(); ready != null; ready = reader.next()) {
                tell(ready, progress);
                write(ready, billing);
                if (Integer.bitCount(++written) == 1) { // tables begin to fill early
                    bulk.tell();
                }
                if (!progress.goesOn(rows, people)) {
                    throw Refusal.conflict("import_cancelled");
                }
            }
        }

        private void tell(ReadyUnits ready, Progress progress) {
            ready.wrong().forEach(wrong -> bad.merge(wrong.issue().code(), 1L, Long::sum));
            progress.wrong(ready.wrong());
            if (unread.isEmpty() && !ready.unread().isEmpty()) {
                unread = ready.unread();
                progress.unread(unread);
            }
        }

        private ReadyUnits ready(ProvinceSink.Chunk chunk) {
            ReadyUnits ready = new ReadyUnits();
            chunk.homeless().forEach(row -> ready.count(row.code(), row.checked()));
            if (!chunk.units().isEmpty()) {
                judge(chunk.units(), ready);
            }
            return ready;
        }

        private void judge(List<UnitRows> units, ReadyUnits ready) {
            RosterHeader header = units.get(0).header();
            ready.unread(PlanColumns.of(header, units.get(0).terms()).unread(header));
            List<RosterJudge.Judged> judged = judge.judge(
                    new FundCheck.Question(
                            actor.fund(), FundCheck.inTheWayFrom(units.get(0).terms()), roll::known),
                    units);
            List<Applicant> all =
                    judged.stream().flatMap(unit -> unit.applicants().stream()).toList();
            KnownPeople known = judged.get(0).known().people();
            Iterator<Arrival> persons =
                    enrolment.ready(actor.fund(), all, known, now).iterator();
            for (RosterJudge.Judged unit : judged) {
                String code = unit.of().unit().code();
                unit.lines().forEach(line -> ready.count(code, line.checked()));
                ready.wrong(code, unit.whole().issues());
                List<Applicant> applicants = unit.applicants();
                Joiners joiners = Joiners.of(applicants, next(persons, applicants.size()), today);
                ready.add(new ReadyUnits.Ready(
                        unit.of().unit(), joiners, unit.whole().policies()));
            }
        }

        private void write(ReadyUnits ready, Consumer<List<Billable>> billing) {
            rows += ready.rows();
            List<Joining> joining = new ArrayList<>();
            for (ReadyUnits.Ready unit : ready.units()) {
                if (!unit.joiners().isEmpty()) {
                    joining.addAll(joining(unit));
                }
            }
            if (!joining.isEmpty()) {
                billing.accept(billable(joining, enrolment.write(actor, joining, now)));
            }
        }

        private List<Joining> joining(ReadyUnits.Ready ready) {
            Unit unit = ready.unit();
            Money fixed = PolicyFee.fixed(ready.policies());
            people += ready.joiners().people().size();
            unitCount++;
            total = total.plus(ready.joiners().fee()).plus(fixed);
            return sponsoring
                    .sponsor(actor.fund(), unit, ready.joiners(), today)
                    .joining(
                            unit,
                            ready.policies(),
                            (count, fee, granted) -> new NewSubmission(
                                    unit.id(), unit.path(), null, id, request.effectiveDay(), count, fee, granted));
        }

        private List<Billable> billable(List<Joining> joining, List<SubmissionId> ids) {
            List<Billable> all = new ArrayList<>();
            for (int i = 0; i < joining.size(); i++) {
                Joining one = joining.get(i);
                FeeSplit split = one.submission().granted()
                        ? FeeSplit.granted(one.joiners().kinds())
                        : FeeSplit.of(one.unit(), one.joiners().kinds(), one.policies());
                all.add(new Billable(one.submission().as(ids.get(i), now), one.unit(), split, byPlan(one)));
            }
            return all;
        }

        Imported finish(byte[] hash) {
            if (people == 0) {
                throw Refusal.conflict("roster_nobody_to_enrol");
            }
            Imported imported = new Imported(id, rows, people, unitCount, total, bad, unread, false);
            imports.insert(actor, request, hash, imported, now);
            audit.record(new AuditEntry(
                    actor,
                    now,
                    "roster.imported",
                    "import:" + id.value(),
                    Map.of(
                            "people", String.valueOf(people),
                            "units", String.valueOf(unitCount),
                            "total_fen", String.valueOf(total.fen()))));
            return imported;
        }
    }

    private static List<Arrival> next(Iterator<Arrival> persons, int count) {
        List<Arrival> next = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            next.add(persons.next());
        }
        return next;
    }

    private static Map<PlanCode, Money> byPlan(Joining one) {
        Map<PlanCode, Money> fees = new TreeMap<>();
        for (ChosenAlike kind : one.joiners().kinds()) {
            kind.choices()
                    .forEach(choice ->
                            fees.merge(choice.plan().code(), choice.fee().times(kind.people()), Money::plus));
        }
        one.policies().forEach(policy -> fees.merge(policy.plan().code(), policy.fixed(), Money::plus));
        return fees;
    }
}
