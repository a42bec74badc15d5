package org.tongzhou.enrolment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.enrolment.DraftStore.Fix;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sha256;
import org.tongzhou.kernel.Slice;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.KnownPeople;

/**
 * A unit's roster from the file to enrolled people. Until {@link #enrol} nothing is written but the sealed draft; the
 * same file, button or request twice, also at the same moment, enrols nobody twice.
 */
@Component
public class Rosters {
    private static final int PAGE = 30;
    private static final int LONGEST_FILE_NAME = 200;
    private static final int LONGEST_VALUE = 200;
    private static final int LATEST_START_MONTHS = 3;

    private final DraftStore drafts;
    private final SubmissionStore submissions;
    private final Enrolment enrolment;
    private final RosterReading reading;
    private final DraftJudging judging;
    private final Plans plans;
    private final Units units;
    private final Sponsoring sponsoring;
    private final AuditTrail audit;
    private final TransactionOperations transaction;

    Rosters(
            DraftStore drafts,
            SubmissionStore submissions,
            Enrolment enrolment,
            RosterReading reading,
            DraftJudging judging,
            Plans plans,
            Units units,
            Sponsoring sponsoring,
            AuditTrail audit,
            TransactionOperations transaction) {
        this.drafts = drafts;
        this.submissions = submissions;
        this.enrolment = enrolment;
        this.reading = reading;
        this.judging = judging;
        this.plans = plans;
        this.units = units;
        this.sponsoring = sponsoring;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** A file that was read, to be kept as a draft of a unit. */
    public static final class Ready {
        private final UnitId unit;
        private final String name;
        private final byte[] hash;
        private final RosterSheet sheet;
        private final int millis;

        private Ready(UnitId unit, String name, byte[] hash, RosterSheet sheet, int millis) {
            this.unit = unit;
            this.name = name;
            this.hash = hash;
            this.sheet = sheet;
            this.millis = millis;
        }
    }

    /** Reads a file and keeps it, see {@link #read} and {@link #keep}. */
    public DraftId upload(Actor actor, String fileName, Path file, Instant now) {
        Ready ready = read(actor, fileName, file, now);
        return Objects.requireNonNull(transaction.execute(status -> keep(actor, ready, now)));
    }

    /** Reads a file for the officer's unit, outside of any transaction. Refuses with the codes of {@link RosterFile}. */
    public Ready read(Actor actor, String fileName, Path file, Instant now) {
        UnitId unit = unitOf(actor);
        long start = System.nanoTime();
        byte[] hash = hash(file);
        RosterSheet sheet = reading.read(file, Heading.PEOPLE);
        DraftJudging.check(
                sheet,
                RosterTerms.of(
                        null,
                        FundClock.dayOf(now),
                        plans.book(actor.fund()),
                        units.get(actor.fund(), unit).requireOpen()));
        int millis = (int) ((System.nanoTime() - start) / 1_000_000);
        String name = fileName.strip().isEmpty() ? "roster" : fileName.strip();
        return new Ready(unit, Characters.last(LONGEST_FILE_NAME, name), hash, sheet, millis);
    }

    /**
     * Keeps what was read as a sealed draft. The same file again answers the draft that is still open, unless what was enrolled
     * out of it may be renewed by now.
     */
    @Transactional
    public DraftId keep(Actor actor, Ready ready, Instant now) {
        String path = units.pathOf(actor.fund(), ready.unit);
        DraftStore.NewDraft draft =
                new DraftStore.NewDraft(ready.unit, path, ready.name, ready.hash, ready.sheet, ready.millis);
        drafts.closeEnding(actor.fund(), draft, FundCheck.renewableUntil(FundClock.dayOf(now)));
        DraftId id = drafts.insert(actor, draft, now);
        audit.record(AuditEntry.of(actor, now, "roster.uploaded", subject(id)));
        return id;
    }

    /** SHA-256 of a file in hex: the body of a request to upload it. */
    public static String fingerprint(Path file) {
        return HexFormat.of().formatHex(hash(file));
    }

    /** Drafts of the officer's unit, newest first. */
    public Slice<Draft> list(Actor actor, @Nullable String before) {
        actor.require(Role.UNIT_OFFICER);
        List<Draft> found = drafts.list(actor.scope(), Slice.below(before), PAGE + 1);
        return Slice.of(found, PAGE, draft -> Long.toString(draft.id().value()));
    }

    public Draft find(Actor actor, DraftId id) {
        actor.require(Role.UNIT_OFFICER);
        return drafts.find(actor.scope(), id).orElseThrow(Refusal::notFound);
    }

    /** The draft checked anew, with what was put right, against the covers as they are now. */
    @Transactional(readOnly = true)
    public DraftVerdict verdict(Actor actor, DraftId id, LocalDate today) {
        Draft draft = find(actor, id);
        return judging.verdict(actor.fund(), draft, draft.effectiveDay(), today);
    }

    /** What was enrolled from a draft, oldest first. */
    public List<Submission> submissions(Actor actor, DraftId id) {
        return submissions.ofDraft(actor.fund(), find(actor, id).id());
    }

    /** A submission by its id, for the room that bills it; the caller minds the territory. */
    public Submission submission(FundId fund, SubmissionId id) {
        return submissions.find(fund, id).orElseThrow(Refusal::notFound);
    }

    /**
     * Replaces cells, none of them twice; answers the rows that were left as they are, since they have been enrolled meanwhile. A value
     * longer than 200 characters is refused.
     */
    @Transactional
    public Set<Integer> fix(Actor actor, DraftId id, List<CellFix> fixes, Instant now) {
        lockOpen(actor, id);
        Set<Integer> rows = fixes.stream().map(CellFix::row).collect(Collectors.toCollection(TreeSet::new));
        requireCells(drafts.sheet(actor.fund(), id), rows, fixes);
        Set<Integer> enrolled = submissions.enrolled(actor.fund(), id, rows);
        List<Fix> open = fixes.stream()
                .filter(fix -> !enrolled.contains(fix.row()))
                .map(fix -> new Fix(fix.row(), fix.column(), fix.value()))
                .toList();
        drafts.fix(actor, id, open, now);
        audit.recordAll(rows.stream()
                .filter(row -> !enrolled.contains(row))
                .map(row -> ofRow(actor, now, "roster.fixed", id, row))
                .toList());
        rows.retainAll(enrolled);
        return rows;
    }

    private static void requireCells(RosterSheet sheet, Set<Integer> rows, List<CellFix> fixes) {
        int columns = sheet.titles().size();
        if (fixes.stream().anyMatch(fix -> fix.column() < 0 || fix.column() >= columns)) {
            throw Refusal.notFound();
        }
        if (sheet.rows().stream().filter(row -> rows.contains(row.number())).count() < rows.size()) {
            throw Refusal.notFound();
        }
        if (fixes.stream().anyMatch(fix -> Characters.count(fix.value()) > LONGEST_VALUE)) {
            throw Refusal.invalid("roster_value_too_long", LONGEST_VALUE);
        }
    }

    /** Gives the cells of a row back what stands in the file, to be put right anew. */
    @Transactional
    public void undo(Actor actor, DraftId id, int row, Instant now) {
        lockOpen(actor, id);
        requireRow(actor, id, drafts.sheet(actor.fund(), id), row);
        drafts.unfixCells(actor.fund(), id, row);
        audit.record(ofRow(actor, now, "roster.fix_undone", id, row));
    }

    /** Takes a row out of the roster, or back in. */
    @Transactional
    public void remove(Actor actor, DraftId id, int row, boolean out, Instant now) {
        Draft draft = lockOpen(actor, id);
        requireRow(actor, id, drafts.sheet(actor.fund(), id), row);
        if (out) {
            drafts.fix(actor, draft.id(), List.of(new Fix(row, DraftStore.WHOLE_ROW, null)), now);
        } else {
            drafts.unfix(actor.fund(), draft.id(), row, DraftStore.WHOLE_ROW);
        }
        audit.record(ofRow(actor, now, out ? "roster.row_removed" : "roster.row_restored", id, row));
    }

    /** Names a later start than the day after payment, up to three months ahead; null takes it back. */
    @Transactional
    public void nameDay(Actor actor, DraftId id, @Nullable LocalDate day, Instant now) {
        lockOpen(actor, id);
        requireStart(day, FundClock.dayOf(now));
        drafts.nameDay(actor.fund(), id, day);
    }

    /** The rows that need correction, in the format and columns of the file, the reason in a last column. */
    @Transactional
    public SheetFile badRowsFile(Actor actor, DraftId id, BadRows.Reasons reasons, Instant now) {
        DraftVerdict verdict = verdict(actor, id, FundClock.dayOf(now));
        audit.record(AuditEntry.of(actor, now, "roster.bad_rows_taken", subject(id)));
        return BadRows.of(verdict, reasons);
    }

    /** An empty roster with the columns of the plans in force on a day, and a sheet that says how to fill it. */
    public SheetFile template(Actor actor, String fileName, String words, LocalDate today) {
        actor.require(Role.UNIT_OFFICER);
        return RosterTemplate.of(
                new RosterTemplate.Names(fileName, "参保名册"),
                RosterTemplate.titles(plans.openOn(actor.fund(), today.plusDays(1))),
                words);
    }

    /**
     * Enrols the good rows: people registered, covers awaiting their fee, in a submission of its own what others pay for.
     * Rows enrolled before stay as they are; when none is left, the last submission that took them is answered again. Refuses
     * {@code roster_changed} when the good rows are not those the officer saw, {@code roster_whole} while the roster as a
     * whole breaks a rule of a plan, {@code roster_enrolled_already} when it is closed and somebody has left its bill since.
     */
    @Transactional
    public Submission enrol(Actor actor, DraftId id, Enrolling enrolling, Instant now) {
        actor.require(Role.UNIT_OFFICER);
        Draft seen = drafts.find(actor.scope(), id).orElseThrow(Refusal::notFound);
        sponsoring.hold(actor.fund(), units.get(actor.fund(), seen.unit()).requireOpen());
        submissions.lock(actor.fund());
        Draft draft = drafts.lock(actor.scope(), id).orElseThrow(Refusal::notFound);
        LocalDate named = enrolling.effectiveDay() == null ? draft.effectiveDay() : enrolling.effectiveDay();
        DraftVerdict verdict = judging.verdict(actor.fund(), draft, named, FundClock.dayOf(now));
        List<Submission> before = submissions.ofDraft(actor.fund(), id);
        if (verdict.good() == 0 && !before.isEmpty()) {
            return before.get(before.size() - 1);
        }
        requireOpen(draft);
        requireStart(named, FundClock.dayOf(now));
        requireSame(verdict, enrolling);
        Submission submission = write(actor, verdict, named, now);
        if (verdict.bad() == 0) {
            drafts.close(actor.fund(), id);
        }
        return submission;
    }

    private Submission write(Actor actor, DraftVerdict verdict, @Nullable LocalDate named, Instant now) {
        List<Applicant> applicants = verdict.lines(RosterLine::isGood).stream()
                .map(RosterLine::applicant)
                .toList();
        Draft draft = verdict.draft();
        Unit unit = units.get(actor.fund(), draft.unit());
        Joiners joiners = Joiners.of(
                applicants, enrolment.ready(actor.fund(), applicants, KnownPeople.NONE, now), FundClock.dayOf(now));
        Sponsoring.Sponsored sponsored = sponsoring.sponsor(actor.fund(), unit, joiners, FundClock.dayOf(now));
        List<Joining> joining = sponsored.joining(
                unit,
                verdict.policies(),
                (people, fee, granted) -> new NewSubmission(
                        draft.unit(), draft.unitPath(), draft.id(), null, named, people, fee, granted));
        List<SubmissionId> written = enrolment.write(actor, joining, now);
        return submission(actor.fund(), written.get(written.size() - 1));
    }

    private Draft lockOpen(Actor actor, DraftId id) {
        actor.require(Role.UNIT_OFFICER);
        Draft draft = drafts.lock(actor.scope(), id).orElseThrow(Refusal::notFound);
        requireOpen(draft);
        return draft;
    }

    private static void requireOpen(Draft draft) {
        if (draft.state() != Draft.State.OPEN) {
            throw Refusal.conflict("roster_enrolled_already");
        }
    }

    private void requireRow(Actor actor, DraftId id, RosterSheet sheet, int row) {
        if (sheet.rows().stream().noneMatch(r -> r.number() == row)) {
            throw Refusal.notFound();
        }
        if (!submissions.enrolled(actor.fund(), id, Set.of(row)).isEmpty()) {
            throw Refusal.conflict("roster_enrolled_already");
        }
    }

    private static void requireSame(DraftVerdict verdict, Enrolling enrolling) {
        if (!verdict.whole().isEmpty()) {
            throw Refusal.conflict("roster_whole");
        }
        if (verdict.good() == 0) {
            throw Refusal.conflict("roster_nobody_to_enrol");
        }
        if (verdict.good() != enrolling.people() || !verdict.fee().equals(enrolling.fee())) {
            throw Refusal.conflict("roster_changed", verdict.good(), verdict.fee());
        }
    }

    static void requireStart(@Nullable LocalDate named, LocalDate today) {
        boolean wrong =
                named != null && (!named.isAfter(today) || named.isAfter(today.plusMonths(LATEST_START_MONTHS)));
        if (wrong) {
            throw Refusal.invalid("roster_start_day", today.plusDays(1), today.plusMonths(LATEST_START_MONTHS));
        }
    }

    private static UnitId unitOf(Actor actor) {
        actor.require(Role.UNIT_OFFICER);
        UnitId unit = actor.unit();
        if (unit == null) {
            throw Refusal.notAllowed();
        }
        return unit;
    }

    private static AuditEntry ofRow(Actor actor, Instant now, String action, DraftId id, int row) {
        return new AuditEntry(actor, now, action, subject(id), Map.of("row", String.valueOf(row)));
    }

    private static String subject(DraftId id) {
        return "roster:" + id.value();
    }

    static byte[] hash(Path file) {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
            return digest.digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
