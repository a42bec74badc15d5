package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.person.Claimant;
import org.tongzhou.person.Consent;
import org.tongzhou.person.Consents;
import org.tongzhou.person.People;
import org.tongzhou.plan.EventKind;

/** What stands against paying without a person: whatever a reviewer would have to look at first. */
@Component
class Hindrances {
    /** The amount is no longer the one that was announced. */
    static final String AMOUNT = "amount";

    /** Who reported the stay tells it otherwise now. */
    static final String REPORT = "report";

    /** Who reported the stay is no longer trusted to have it paid without asking. */
    static final String SENDER = "sender";

    private final SignStore signs;
    private final StayStore stays;
    private final Acting acting;
    private final Consents consents;
    private final People people;

    Hindrances(SignStore signs, StayStore stays, Acting acting, Consents consents, People people) {
        this.signs = signs;
        this.stays = stays;
        this.acting = acting;
        this.consents = consents;
        this.people = people;
    }

    /** The code of why a reported stay is not announced: its facts do not stand, or there is no account that nobody is changing. */
    Optional<String> ofReport(FundId fund, PersonId member, FactSheet facts, LocalDate today) {
        String name = people.card(fund, member).name();
        if (!FactFault.of(facts, new Needed(EventKind.HOSPITAL, true), name, today)
                .isEmpty()) {
            return Optional.of("facts");
        }
        return hasAccount(people.claimant(fund, member)) ? Optional.empty() : Optional.of("account");
    }

    private static boolean hasAccount(Claimant member) {
        return member.payee().filter(payee -> !payee.awaitsConfirmation()).isPresent();
    }

    /** Why a person has to look at a claim, by claim; without those that the rules may approve. */
    Map<ClaimId, String> of(FundId fund, Map<Claim, EventCase> due) {
        List<PersonId> members = due.keySet().stream().map(Hindrances::member).toList();
        Set<PersonId> consenting = consents.inForce(fund, members, Consent.Purpose.DIRECT);
        Map<CaseId, Integer> open =
                signs.open(fund, due.values().stream().map(EventCase::id).toList());
        Map<PersonId, Claimant> claimants = people.claimants(fund, members);
        Map<ClaimId, String> found = new HashMap<>();
        due.forEach((claim, eventCase) -> {
            if (!consenting.contains(member(claim))) {
                found.put(claim.id(), "consent");
            } else if (open.containsKey(eventCase.id())) {
                found.put(claim.id(), "signs");
            } else if (!eventCase.facts().toLookAt().isEmpty()) {
                found.put(claim.id(), "facts");
            } else if (!hasAccount(Objects.requireNonNull(claimants.get(member(claim))))) {
                found.put(claim.id(), "account");
            }
        });
        stays.taken(fund, due).forEach(id -> found.putIfAbsent(id, "stay"));
        Map<Claim, EventCase> free = new LinkedHashMap<>(due);
        free.keySet().removeIf(claim -> found.containsKey(claim.id()));
        moved(fund, free).forEach(id -> found.put(id, AMOUNT));
        return found;
    }

    /** Claims whose amount is no longer the one that was announced. */
    private List<ClaimId> moved(FundId fund, Map<Claim, EventCase> free) {
        Map<ClaimId, Verdict> verdicts = acting.verdicts(fund, free);
        return free.keySet().stream()
                .filter(claim -> !isSame(claim, Objects.requireNonNull(verdicts.get(claim.id()))))
                .map(Claim::id)
                .toList();
    }

    private static boolean isSame(Claim claim, Verdict verdict) {
        return verdict.isPayable() && verdict.amount().equals(claim.amount());
    }

    private static PersonId member(Claim claim) {
        return claim.owner().person();
    }
}
