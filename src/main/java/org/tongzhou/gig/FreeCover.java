package org.tongzhou.gig;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.contribution.Bills;
import org.tongzhou.enrolment.Cover;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.enrolment.JoiningAlone;
import org.tongzhou.enrolment.Submission;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.person.Consent;
import org.tongzhou.person.Consents;
import org.tongzhou.person.People;
import org.tongzhou.plan.Eligibility;
import org.tongzhou.plan.PlanVersion;

/**
 * A rider joins in one step. The register is asked first, outside of any transaction; then one transaction takes the place,
 * registers the person, enrols them, takes the money out of the programme and puts the cover in force: all or nothing, to the
 * last place and the last fen.
 */
@Component
public class FreeCover {
    private final OfferStore offers;
    private final IdentityChecks identity;
    private final JoiningAlone alone;
    private final People people;
    private final Consents consents;
    private final Covers covers;
    private final Bills bills;
    private final Accounts accounts;
    private final TransactionTemplate transaction;

    FreeCover(
            OfferStore offers,
            IdentityChecks identity,
            JoiningAlone alone,
            People people,
            Consents consents,
            Covers covers,
            Bills bills,
            Accounts accounts,
            PlatformTransactionManager transactions) {
        this.offers = offers;
        this.identity = identity;
        this.alone = alone;
        this.people = people;
        this.consents = consents;
        this.covers = covers;
        this.bills = bills;
        this.accounts = accounts;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Who is covered by what; {@code account} is there only for who was not known before, and not by a roster that came meanwhile: its
     * password is still to be chosen.
     */
    public record Joined(PersonId person, Cover cover, Optional<OneTimePassword> account) {}

    /**
     * Refuses {@code identity_no_match}, {@code identity_tries}, {@code identity_away}, {@code gig_too_young},
     * {@code gig_too_old}, {@code gig_offer_over}, {@code gig_used_up}, and as {@link JoiningAlone} does.
     */
    public Joined join(FundId fund, Application application, Instant now) {
        LocalDate today = FundClock.dayOf(now);
        OfferId id = application.offer();
        Offer offer = offers.find(Scope.province(fund), id)
                .filter(open -> open.takesOn(today))
                .orElseThrow(() -> noPlace(fund, id, today));
        PlanVersion plan = alone.admitting(fund, wanted(offer, application), today);
        requireAge(plan, application, today.plusDays(1));
        identity.require(fund, application, now);
        Taken taken =
                Objects.requireNonNull(transaction.execute(status -> take(fund, new Asked(application, plan), now)));
        return taken.known() ? taken.joined() : withAccount(fund, taken.joined(), application, now);
    }

    /** Places may have been taken or stopped while the register answered. */
    private Refusal noPlace(FundId fund, OfferId id, LocalDate today) {
        boolean open = offers.find(Scope.province(fund), id)
                .filter(offer -> offer.openOn(today))
                .isPresent();
        return Refusal.conflict(open ? "gig_used_up" : "gig_offer_over");
    }

    /** Who may still go on within the grace is told only after the register knows them: what they hold is nobody else's business. */
    private static void requireAge(PlanVersion plan, Application application, LocalDate first) {
        List<Eligibility.Fault> faults = plan.eligibility()
                .faults(application.id().sex(), application.id().ageOn(first));
        if (faults.contains(Eligibility.Fault.TOO_YOUNG)) {
            throw Refusal.invalid("gig_too_young", plan.eligibility().minAge());
        }
        if (plan.joining().isTooOldToRenew(application.id().birthDate(), first)) {
            throw Refusal.invalid("gig_too_old", plan.eligibility().maxAge());
        }
    }

    /** What somebody gave, and the plan that they would join. */
    private record Asked(Application application, PlanVersion plan) {}

    private static JoiningAlone.Wanted wanted(Offer offer, Application application) {
        return new JoiningAlone.Wanted(offer.unit(), offer.plan(), offer.each(), application.id());
    }

    /** {@code known} before this: whoever was is not given an account, nor their phone changed, by name and number alone. */
    private record Taken(Joined joined, boolean known) {}

    private Taken take(FundId fund, Asked asked, Instant now) {
        Application application = asked.application();
        LocalDate today = FundClock.dayOf(now);
        Offer offer = offers.take(fund, application.offer(), today)
                .orElseThrow(() -> noPlace(fund, application.offer(), today));
        boolean known = people.find(fund, application.id()).isPresent();
        PersonId person = people.registerAll(fund, List.of(application.person(known)), now)
                .get(0);
        Actor rider = new Actor(
                0, application.name(), new Scope(fund, offer.unitPath()), Set.of(Role.MEMBER), person, offer.unit());
        consents.give(rider, Consent.Purpose.IDENTITY, Application.WORDING, now);
        Cover cover = covered(rider, offer, alone.join(rider, wanted(offer, application), now), now);
        if (cover.state() != Cover.State.ACTIVE) { // too old on the day on which it would begin
            throw Refusal.invalid("gig_too_old", asked.plan().eligibility().maxAge());
        }
        return new Taken(new Joined(person, cover, Optional.empty()), known);
    }

    /** The bill finds who pays it by the place that was taken. */
    private Cover covered(Actor rider, Offer offer, Submission submission, Instant now) {
        PersonId person = rider.requirePerson();
        offers.joined(rider.fund(), new OfferStore.Joining(offer.id(), submission.id(), person, 1), now);
        bills.raise(rider, submission, now);
        return covers.of(rider.fund(), person).stream()
                .filter(each -> each.submission().equals(submission.id()))
                .findFirst()
                .orElseThrow();
    }

    /** After the cover is in force: making a password takes longer than others should wait for a place. */
    private Joined withAccount(FundId fund, Joined joined, Application application, Instant now) {
        NewAccount account = new NewAccount(
                String.format("r%08d", joined.person().value()),
                application.name(),
                joined.person(),
                joined.cover().unit(),
                joined.cover().unitPath(),
                Set.of(Role.MEMBER));
        return new Joined(joined.person(), joined.cover(), accounts.openAlone(fund, account, application.phone(), now));
    }
}
