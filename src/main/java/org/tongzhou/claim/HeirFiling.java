package org.tongzhou.claim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.Heir;
import org.tongzhou.person.Heirs;
import org.tongzhou.person.NamedHeir;
import org.tongzhou.person.PayeeAccounts;
import org.tongzhou.person.RefusedHeir;
import org.tongzhou.plan.PaperKind;

/**
 * Who takes the benefits of a member who died: named by an officer of the member's unit or by a reviewer, on a claim whose case
 * holds the proof. A second person confirms it as any changed account ({@link PayeeAccounts}).
 */
@Component
public class HeirFiling {
    /** The proof of death, and the word of all heirs (notarised or signed by each) on who takes the money for them. */
    public static final List<PaperKind> PROOF = List.of(PaperKind.DEATH_CERTIFICATE, PaperKind.HEIRS_STATEMENT);

    private final CaseStore cases;
    private final ClaimStore claims;
    private final Claims papers;
    private final Access access;
    private final Heirs heirs;
    private final PayeeAccounts accounts;

    HeirFiling(CaseStore cases, ClaimStore claims, Claims papers, Access access, Heirs heirs, PayeeAccounts accounts) {
        this.cases = cases;
        this.claims = claims;
        this.papers = papers;
        this.access = access;
        this.heirs = heirs;
        this.accounts = accounts;
    }

    /** A claim, its case, the heir that stands or waits for a second person, and the one whom that person refused last. */
    public record Look(
            Claim claim,
            EventCase eventCase,
            @Nullable NamedHeir named,
            @Nullable RefusedHeir refused) {
        /** Proof that is not among the papers yet. */
        public List<PaperKind> missing() {
            Set<PaperKind> held = eventCase.paperKinds();
            return PROOF.stream().filter(kind -> !held.contains(kind)).toList();
        }
    }

    @Transactional(readOnly = true)
    public Look look(Actor actor, ClaimId id) {
        Claim claim = claims.findWithin(actor.scope(), id).orElseThrow(Refusal::notFound);
        requireMayName(actor, claim);
        EventCase eventCase = cases.find(actor.fund(), claim.eventCase()).orElseThrow();
        PersonId member = claim.owner().person();
        return new Look(
                claim,
                eventCase,
                heirs.of(actor.fund(), member).orElse(null),
                heirs.refused(actor.fund(), member).orElse(null));
    }

    /** Gives a paper of the proof to the claim's case. */
    @Transactional
    public void prove(Actor actor, ClaimId id, Drafts.NewPaper paper, Instant now) {
        if (!PROOF.contains(paper.kind())) {
            throw Refusal.invalid("claim_heir_paper");
        }
        EventCase open = look(actor, id).eventCase();
        papers.supply(actor, cases.lock(actor.fund(), open.id()).orElseThrow(), paper, now);
    }

    /**
     * Names the heir; answers the id of the change of account. Refuses while proof is missing, with a day of death that is not the
     * case's, and what {@link Heirs#name} refuses.
     */
    @Transactional
    public long name(Actor actor, ClaimId id, Heir heir, boolean reauthenticated, Instant now) {
        Look look = look(actor, id);
        if (!look.missing().isEmpty()) {
            throw Refusal.conflict("claim_heir_proof");
        }
        if (look.eventCase()
                .facts()
                .day(FactField.DIED)
                .filter(day -> !day.equals(heir.died()))
                .isPresent()) {
            throw Refusal.invalid("claim_heir_died");
        }
        PersonId member = look.claim().owner().person();
        return heirs.name(actor, new Heirs.Naming(member, heir, id.cause(), reauthenticated), now);
    }

    /** Takes back an heir whom nobody has confirmed. */
    @Transactional
    public void withdraw(Actor actor, ClaimId id, Instant now) {
        NamedHeir named = Optional.ofNullable(look(actor, id).named())
                .filter(NamedHeir::awaitsConfirmation)
                .orElseThrow(() -> Refusal.conflict("account_change_done"));
        accounts.withdraw(actor, named.change(), now);
    }

    /** Whoever may file for the member, other than with the member's own sign-in; reviewers of the territory without an interest. */
    private void requireMayName(Actor actor, Claim claim) {
        PersonId member = claim.owner().person();
        if (actor.is(Role.UNIT_OFFICER) && !actor.isPerson(member)) {
            access.requireMayFile(actor, member);
        } else {
            access.requireDesk(actor, claim);
        }
    }
}
