package org.tongzhou.claim;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.claim.Acting.Reasoned;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Promises;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.plan.PaperKind;

/**
 * What reviewers do. Every verb names the version that the reviewer saw; each level's role acts at its level, inside its
 * territory, never on an own claim or one of the own unit, and never decides twice on one claim.
 */
@Component
public class Reviews {
    /** How long a claim stays with the reviewer who opened it [example]. */
    public static final Duration HOLD = Duration.ofMinutes(15);

    private static final int SHORTEST_WORDS = 10;
    private static final int LONGEST_WORDS = 500;

    private final ClaimStore store;
    private final StopStore stops;
    private final Desk desk;
    private final Holding holding;
    private final Confirming confirming;
    private final Approving approving;
    private final Refusing refusing;
    private final Computing computing;
    private final Acting acting;
    private final Tellings tellings;

    Reviews(
            ClaimStore store,
            StopStore stops,
            Desk desk,
            Holding holding,
            Confirming confirming,
            Approving approving,
            Refusing refusing,
            Computing computing,
            Acting acting,
            Tellings tellings) {
        this.store = store;
        this.stops = stops;
        this.desk = desk;
        this.holding = holding;
        this.confirming = confirming;
        this.approving = approving;
        this.refusing = refusing;
        this.computing = computing;
        this.acting = acting;
        this.tellings = tellings;
    }

    /** A claim of the reviewer's territory as it stands. */
    @Transactional(readOnly = true)
    public Claim find(Actor actor, ClaimId id) {
        actor.require(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);
        return store.findWithin(actor.scope(), id).orElseThrow(Refusal::notFound);
    }

    /** Reserves a claim for the actor while nobody else holds it; answers who holds it then. */
    @Transactional
    public Optional<PersonId> take(Actor actor, ClaimId id, Instant now) {
        Claim claim = store.lockAfterCase(actor.scope(), id).orElseThrow(Refusal::notFound);
        return holding.take(actor, claim, now);
    }

    /** Takes a claim over from the colleague who holds it; their open page becomes stale. */
    @Transactional
    public void takeOver(Actor actor, ClaimId id, int version, Instant now) {
        holding.takeOver(actor, desk.lock(actor, id, version), now);
    }

    /**
     * Approves at the claim's level: on to the next, or, at the last, the order to pay in the same transaction. Refuses
     * while a field wants a look, a class is not confirmed, nothing is payable, or limits have moved under it.
     */
    @Transactional
    public Claim approve(Actor actor, ClaimId id, int version, Instant now) {
        return approving.approve(actor, desk.decidable(actor, id, version, now), now);
    }

    /** The papers that are wanted and why, 10 to 500 characters that the member reads. */
    public record Ask(List<PaperKind> papers, String words) {
        public Ask {
            papers = List.copyOf(papers);
        }
    }

    /** Asks the member for papers: the clock stands from tomorrow until they come. */
    @Transactional
    public void askPapers(Actor actor, ClaimId id, int version, Ask ask, Instant now) {
        Claim claim = desk.actable(actor, id, version, now);
        if (ask.papers().isEmpty()) {
            throw Refusal.invalid("claim_ask_empty");
        }
        String words = requireWords(ask.words());
        Claim after = acting.move(actor, claim, claim.moves().askPapers(), new Reasoned(null, words), now);
        stops.open(
                actor.fund(),
                id,
                FundClock.dayOf(now),
                ask.papers().stream().map(Enum::name).toList());
        tellings.papers(actor.fund(), after, ask.papers(), now);
    }

    /** Why nothing is paid: the clause's citation ({@code hospital-2025 §3}) and plain words, 10 to 500 characters. */
    public record Ground(String clause, String words) {}

    /** Proposes not to pay; nothing is refused until a second person agrees, nor while the amount has moved. */
    @Transactional
    public void proposeRefusal(Actor actor, ClaimId id, int version, Ground ground, Instant now) {
        refusing.propose(actor, desk.decidable(actor, id, version, now), ground, now);
    }

    /** The second person agrees: the claim is refused, and the member told why and until when to appeal. */
    @Transactional
    public void confirmRefusal(Actor actor, ClaimId id, int version, Instant now) {
        refusing.confirm(actor, desk.lock(actor, id, version), now);
    }

    /** The second person does not agree: the next level looks at the claim. */
    @Transactional
    public void declineRefusal(Actor actor, ClaimId id, int version, Instant now) {
        refusing.decline(actor, desk.lock(actor, id, version), now);
    }

    /** The last day of an appeal against a refusal of {@code now}. */
    public static LocalDate appealBy(Instant now) {
        return FundClock.dayOf(now).plusDays(Promises.APPEAL_DAYS);
    }

    /**
     * Computes the claim again: another claim has freed or used a limit since, or the rules' cover has changed, so that nobody may
     * decide on the amount it shows ({@code claim_amount_moved}). Refuses {@code claim_amount_stands} where it has not moved.
     */
    @Transactional
    public void computeAgain(Actor actor, ClaimId id, int version, Instant now) {
        computing.again(actor, desk.lock(actor, id, version), now);
    }

    /** Hands the claim to the level above without deciding; the check that was this level's is made there, by one more person. */
    @Transactional
    public void sendUp(Actor actor, ClaimId id, int version, Instant now) {
        Claim claim = desk.actable(actor, id, version, now);
        acting.move(
                actor, claim, claim.moves().sendUp(Filing.hasCity(claim.owner().path())), Reasoned.NOTHING, now);
    }

    /** A field has been compared with the paper: its value as it stands, or put right; all claims of the case follow. */
    @Transactional
    public void confirmFact(Actor actor, ClaimId id, int version, Looked looked, Instant now) {
        confirmFacts(actor, id, version, List.of(looked), now);
    }

    /**
     * Fields have been compared with the paper: their values as they stand, or put right, together, since amounts only
     * add up together; all claims of the case follow.
     */
    @Transactional
    public void confirmFacts(Actor actor, ClaimId id, int version, List<Looked> looked, Instant now) {
        confirming.facts(actor, desk.actable(actor, id, version, now), looked, now);
    }

    /** Of all fields as they are typed now, those that are other than they stand are put right, together. */
    @Transactional
    public void correctFacts(Actor actor, ClaimId id, int version, List<Looked> typed, Instant now) {
        confirming.changes(actor, desk.actable(actor, id, version, now), typed, now);
    }

    /** A field and the value that the reviewer found on the paper, as typed. */
    public record Looked(FactField field, String value) {}

    /** Confirms from the evidence which class the disease belongs to; the amount follows. {@code none} when it fits no class. */
    @Transactional
    public void confirmClass(Actor actor, ClaimId id, int version, String disease, Instant now) {
        confirming.finding(actor, desk.actable(actor, id, version, now), disease, Verb.CLASS_CONFIRMED, now);
    }

    /** Confirms from the certificate which grade of disability the accident left; the amount follows. */
    @Transactional
    public void confirmGrade(Actor actor, ClaimId id, int version, Grade grade, Instant now) {
        confirming.finding(actor, desk.actable(actor, id, version, now), grade.finding(), Verb.GRADE_CONFIRMED, now);
    }

    /** Levels whose proposed refusals the actor may agree to: their own and those below. */
    static List<Level> levelsAsSecond(Actor actor) {
        return java.util.stream.Stream.of(Level.COUNTY, Level.CITY, Level.PROVINCE)
                .filter(level -> levels(actor).stream().anyMatch(own -> own.compareTo(level) >= 0))
                .toList();
    }

    static String requireWords(String words) {
        String said = words.strip();
        if (!Characters.within(SHORTEST_WORDS, LONGEST_WORDS, said)) {
            throw Refusal.invalid("claim_words_length", SHORTEST_WORDS, LONGEST_WORDS);
        }
        return said;
    }

    /** Levels whose role the actor has, for queues and buttons. */
    static List<Level> levels(Actor actor) {
        return java.util.stream.Stream.of(Level.COUNTY, Level.CITY, Level.PROVINCE)
                .filter(level -> actor.is(Access.roleAt(level)))
                .toList();
    }
}
