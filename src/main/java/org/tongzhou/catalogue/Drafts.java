package org.tongzhou.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.adjudication.CasesFile;
import org.tongzhou.catalogue.DraftCheck.Gate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Slice;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanFault;
import org.tongzhou.plan.PlanFaultCode;
import org.tongzhou.plan.PlanFile;
import org.tongzhou.plan.PlanVersion;

/**
 * Editions being designed: written and tried by one person, accepted by another, in force from a day that has not begun.
 * What is in force stays as it is until then.
 */
@Component
public class Drafts {
    private static final int PAGE = 50;
    private static final int MOST_CHARACTERS = 1_000_000;
    private static final int LEAST_WORDS = 10;
    private static final int MOST_WORDS = 2_000;

    private final DraftStore store;
    private final ReplayStore replays;
    private final Plans plans;
    private final AuditTrail audit;

    Drafts(DraftStore store, ReplayStore replays, Plans plans, AuditTrail audit) {
        this.store = store;
        this.replays = replays;
        this.plans = plans;
        this.audit = audit;
    }

    /** Starts from the newest edition of a plan, its text unchanged but for the edition's name and its first day. */
    @Transactional
    public DraftId start(Actor actor, PlanCode code, Instant now) {
        PersonId maker = Editors.requireMaker(actor);
        PlanVersion newest = newest(actor.fund(), code).orElseThrow(Refusal::notFound);
        Plans.Source source = plans.source(actor.fund(), code, newest.edition()).orElseThrow(Refusal::notFound);
        LocalDate day = firstDay(newest, FundClock.dayOf(now));
        String text = NextEdition.of(source.text(), day);
        Optional<String> base = Optional.of(newest.edition());
        return begin(actor, maker, new DraftStore.Beginning(code, base, text, casesOf(source, code)), now);
    }

    /**
     * Starts from a whole file, of a plan that may be new. Refuses {@code draft_unreadable} with line and column where it is
     * no YAML within the limits, and {@code draft_no_code} where it names no plan.
     */
    @Transactional
    public DraftId startFrom(Actor actor, String text, Instant now) {
        PersonId maker = Editors.requireMaker(actor);
        requireSize(text);
        PlanText.hopeless(text).ifPresent(fault -> {
            throw Refusal.invalid("draft_unreadable", fault.line(), fault.column());
        });
        PlanCode code = NextEdition.code(text).orElseThrow(() -> Refusal.invalid("draft_no_code"));
        Optional<String> base = newest(actor.fund(), code).map(PlanVersion::edition);
        Plans.Source source = base.flatMap(edition -> plans.source(actor.fund(), code, edition))
                .orElseGet(() -> new Plans.Source(text, ""));
        return begin(actor, maker, new DraftStore.Beginning(code, base, text, casesOf(source, code)), now);
    }

    /**
     * Starts an edition that changes nothing but that the plan is retired: it begins as soon as an edition may, and goes
     * the way of every other. Refuses {@code plan_retired} where the newest edition says so already, {@code
     * retire_too_early} with the first possible day, and {@code retire_successor} where nobody could go on in the successor.
     */
    @Transactional
    public DraftId retire(Actor actor, Retiring wish, Instant now) {
        PersonId maker = Editors.requireMaker(actor);
        requireLength(wish.reason().strip(), LEAST_WORDS);
        PlanVersion newest = newest(actor.fund(), wish.plan()).orElseThrow(Refusal::notFound);
        newest.heading().retired().ifPresent(it -> {
            throw Refusal.conflict("plan_retired", it.from());
        });
        LocalDate begins = soonest(newest, FundClock.dayOf(now));
        requireRetirable(actor.fund(), wish, begins);
        Plans.Source source =
                plans.source(actor.fund(), wish.plan(), newest.edition()).orElseThrow(Refusal::notFound);
        String text = NextEdition.retired(NextEdition.of(source.text(), begins), wish.retirement());
        Optional<String> base = Optional.of(newest.edition());
        String cases = casesOf(source, wish.plan());
        DraftId id = begin(actor, maker, new DraftStore.Beginning(wish.plan(), base, text, cases), now);
        Draft draft = store.find(actor.fund(), id).orElseThrow(Refusal::notFound);
        store.save(actor.fund(), draft.with(text, cases, wish.reason().strip()), now);
        return id;
    }

    private void requireRetirable(FundId fund, Retiring wish, LocalDate begins) {
        LocalDate from = wish.retirement().from();
        if (!from.isAfter(begins)) {
            throw Refusal.invalid("retire_too_early", begins.plusDays(1));
        }
        wish.retirement().successor().ifPresent(successor -> {
            boolean open = plans.version(fund, successor, from)
                    .filter(plan -> plan.isOpenOn(from))
                    .isPresent();
            if (!open || successor.equals(wish.plan())) {
                throw Refusal.invalid("retire_successor", from);
            }
        });
    }

    /** Tomorrow, or the day after the newest edition's first where that lies ahead. */
    private static LocalDate soonest(PlanVersion newest, LocalDate today) {
        LocalDate tomorrow = today.plusDays(1);
        LocalDate after = newest.heading().validFrom().plusDays(1);
        return tomorrow.isAfter(after) ? tomorrow : after;
    }

    private DraftId begin(Actor actor, PersonId maker, DraftStore.Beginning beginning, Instant now) {
        DraftId id = store.add(actor, maker, beginning, now);
        record(
                actor,
                now,
                "plan.draft_started",
                id,
                Map.of("plan", beginning.code().value()));
        return id;
    }

    /** The first day of the month after next, later than the newest edition's. */
    private static LocalDate firstDay(PlanVersion newest, LocalDate today) {
        LocalDate usual = today.plusMonths(2).withDayOfMonth(1);
        LocalDate soonest = soonest(newest, today);
        return usual.isAfter(soonest) ? usual : soonest;
    }

    /** Those that stand beside it; the ones that ship are for the reference province's own files, whose names others use too. */
    private static String casesOf(Plans.Source source, PlanCode code) {
        return source.cases().isBlank() && ReferencePlans.include(source.text()) ? shippedCases(code) : source.cases();
    }

    private static String shippedCases(PlanCode code) {
        try (InputStream in = Drafts.class.getResourceAsStream("/plans/cases/" + code + ".json")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public Draft find(Actor actor, DraftId id) {
        Editors.requireReader(actor);
        return store.find(actor.fund(), id).orElseThrow(Refusal::notFound);
    }

    /** Drafts that are being written or wait for a second person, newest first, 50 at a time. */
    public Slice<Draft> open(Actor actor, String after) {
        Editors.requireReader(actor);
        List<Draft> found = store.open(actor.fund(), Slice.below(after), PAGE + 1);
        return Slice.of(found, PAGE, draft -> Long.toString(draft.id().value()));
    }

    /** The edition that holds on a day, or the next one to hold: what a draft is compared with. */
    public Optional<PlanVersion> inForce(FundId fund, PlanCode code, LocalDate today) {
        return plans.version(fund, code, today).or(() -> newest(fund, code));
    }

    /**
     * What is known of a draft as it is saved; {@code today} is the day on which it would be accepted. While it is written any open
     * draft of another plan may bring what both share; once it is submitted, those alone that a second person could accept too.
     */
    public DraftCheck check(FundId fund, Draft draft, LocalDate today) {
        return draft.state() == Draft.State.SUBMITTED
                ? check(fund, draft, today, () -> acceptable(fund, draft, today))
                : check(fund, draft, today, () -> store.beside(fund, draft.code()));
    }

    private List<PlanVersion> acceptable(FundId fund, Draft draft, LocalDate today) {
        List<Draft> submitted = store.submitted(fund);
        return plans(beside(draft, submitted)
                .filter(other -> check(fund, other, today, () -> plans(beside(other, submitted)))
                        .isReady()));
    }

    private static Stream<Draft> beside(Draft draft, List<Draft> all) {
        return all.stream().filter(other -> !other.code().equals(draft.code()));
    }

    private static List<PlanVersion> plans(Stream<Draft> drafts) {
        return drafts.flatMap(draft -> draft.parsed().plan().stream()).toList();
    }

    private DraftCheck check(FundId fund, Draft draft, LocalDate today, Supplier<List<PlanVersion>> beside) {
        PlanFile.Parsed own = draft.parsed();
        boolean open = draft.state().isOpen();
        List<PlanFault> faults = otherPlan(draft, own)
                .map(List::of)
                .orElseGet(() -> open
                        ? plans.book(fund)
                                .with(draft.fileName(), draft.text(), today, beside)
                                .faults()
                        : own.faults());
        Optional<Replay> replay = replays.latest(fund, draft.id())
                .filter(it -> it.isDone() && it.content().equals(draft.content()));
        boolean telling =
                replay.map(it -> it.effect().less() > 0 || it.isAlarming()).orElse(false);
        boolean stale = !newest(fund, draft.code()).map(PlanVersion::edition).equals(draft.basedOn());
        Optional<PlanVersion> plan = own.plan().filter(it -> it.code().equals(draft.code()));
        return new CheckMaker(faults, CasesFile.parse("cases.json", draft.cases(), draft.code()))
                .trying(plan, inForce(fund, draft.code(), today))
                .close(Gate.FRESH, open && stale)
                .close(Gate.REPLAYED, open && replay.isEmpty())
                .close(Gate.REASONED, telling && Characters.count(draft.told().reason()) < LEAST_WORDS)
                .made(plan);
    }

    /** A draft stays with its plan; another plan begins with a file of its own. */
    private static Optional<PlanFault> otherPlan(Draft draft, PlanFile.Parsed own) {
        return own.plan()
                .map(PlanVersion::code)
                .filter(code -> !code.equals(draft.code()))
                .map(code -> {
                    List<String> said = List.of(code.value(), draft.code().value());
                    int line = PlanText.of(draft.text()).lineOf("plan");
                    return new PlanFault(draft.fileName(), line, 1, "plan", PlanFaultCode.NO_CHOICE, said);
                });
    }

    /**
     * Saves what the maker wrote, right or wrong. Refuses {@code draft_stale} when it was changed elsewhere since, and {@code
     * draft_not_yours} to anybody but its maker.
     */
    @Transactional
    public void save(Actor actor, Draft written, Instant now) {
        requireSize(written.text());
        requireSize(written.cases());
        requireText(written.text());
        requireText(written.cases());
        requireLength(written.told().reason(), 0);
        Draft before = own(actor, written.id(), written.version());
        requireState(before, Draft.State.DRAFT);
        if (!store.save(actor.fund(), written, now)) {
            throw Refusal.conflict("draft_stale");
        }
        record(actor, now, "plan.draft_saved", written.id(), Map.of("content", written.content()));
    }

    /** Hands it to a second person. Refuses {@code draft_gates} while something is open. */
    @Transactional
    public void submit(Actor actor, DraftId id, int version, Instant now) {
        Draft draft = own(actor, id, version);
        requireState(draft, Draft.State.DRAFT);
        requireReady(actor, draft, now);
        store.submit(actor.fund(), id, draft.content(), draft.told().reason());
        record(actor, now, "plan.draft_submitted", id, Map.of("content", draft.content()));
    }

    /** The maker takes it back to write on. */
    @Transactional
    public void withdraw(Actor actor, DraftId id, int version, Instant now) {
        Draft draft = own(actor, id, version);
        requireState(draft, Draft.State.SUBMITTED);
        store.reopen(actor.fund(), id, draft.told().words());
        record(actor, now, "plan.draft_withdrawn", id, Map.of());
    }

    /** The maker gives it up. */
    @Transactional
    public void discard(Actor actor, DraftId id, int version, Instant now) {
        Draft draft = own(actor, id, version);
        requireState(draft, Draft.State.DRAFT);
        store.discard(actor.fund(), id);
        record(actor, now, "plan.draft_discarded", id, Map.of());
    }

    /**
     * The second person puts the edition into the catalogue; {@code content} is the hash of what they saw. Refuses their
     * own draft, another content than was submitted, and a draft whose gates have closed again since.
     */
    @Transactional
    public void accept(Actor actor, DraftId id, String content, Instant now) {
        PersonId checker = Editors.requireChecker(actor);
        Draft draft = checkable(actor, checker, id);
        if (!content.equals(store.submitted(actor.fund(), id)) || !content.equals(draft.content())) {
            throw Refusal.conflict("draft_other_content");
        }
        plans.oneAfterAnother(actor.fund(), draft.code());
        requireReady(actor, draft, now);
        plans.accept(actor.fund(), draft, checker, now);
        store.accept(actor, checker, id);
        record(actor, now, "plan.accepted", id, Map.of("plan", draft.code().value(), "content", content));
    }

    /** The second person sends it back with words. */
    @Transactional
    public void sendBack(Actor actor, DraftId id, String words, Instant now) {
        PersonId checker = Editors.requireChecker(actor);
        checkable(actor, checker, id);
        requireLength(words.strip(), LEAST_WORDS);
        store.reopen(actor.fund(), id, words.strip());
        record(actor, now, "plan.draft_sent_back", id, Map.of());
    }

    private Draft checkable(Actor actor, PersonId checker, DraftId id) {
        Draft draft = store.lock(actor.fund(), id).orElseThrow(Refusal::notFound);
        requireState(draft, Draft.State.SUBMITTED);
        if (draft.maker().person().equals(checker)) {
            throw Refusal.notAllowed("draft_own");
        }
        return draft;
    }

    private Draft own(Actor actor, DraftId id, int version) {
        PersonId maker = Editors.requireMaker(actor);
        Draft draft = store.lock(actor.fund(), id).orElseThrow(Refusal::notFound);
        if (!draft.maker().person().equals(maker)) {
            throw Refusal.notAllowed("draft_not_yours");
        }
        if (draft.version() != version) {
            throw Refusal.conflict("draft_stale");
        }
        return draft;
    }

    private void requireReady(Actor actor, Draft draft, Instant now) {
        DraftCheck check = check(actor.fund(), draft, FundClock.dayOf(now));
        if (!check.isReady()) {
            throw Refusal.conflict("draft_gates", check.closed().size());
        }
    }

    private Optional<PlanVersion> newest(FundId fund, PlanCode code) {
        return plans.editions(fund, code).stream()
                .max(Comparator.comparing(plan -> plan.heading().validFrom()));
    }

    private static void requireState(Draft draft, Draft.State state) {
        if (draft.state() != state) {
            throw Refusal.conflict("draft_state");
        }
    }

    private static void requireSize(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw Refusal.invalid("draft_too_large", text.length(), MOST_CHARACTERS);
        }
    }

    /** A character of no text at all, which no database keeps; told with its line. */
    private static void requireText(String text) {
        int at = text.indexOf('\0');
        if (at >= 0) {
            throw Refusal.invalid(
                    "draft_no_text",
                    1 + text.chars().limit(at).filter(c -> c == '\n').count());
        }
    }

    private static void requireLength(String words, int least) {
        requireText(words);
        if (!Characters.within(least, MOST_WORDS, words)) {
            throw Refusal.invalid("draft_words", LEAST_WORDS, MOST_WORDS);
        }
    }

    private void record(Actor actor, Instant now, String action, DraftId id, Map<String, String> details) {
        audit.record(new AuditEntry(actor, now, action, "draft:" + id.value(), details));
    }
}
