package org.tongzhou.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.tongzhou.access.ActivationCodes.Subject;
import org.tongzhou.access.ActivationCodes.Tried;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.PhoneCodes;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;

/**
 * A member on a roster opens the account, or gets in again without the password, by a code sent to the phone that the fund
 * holds; a unit's officer out of a list of units chooses the first password by it. Neither the answers nor the work done tell whether the fund knows somebody.
 */
@Component
public class Activation {
    private final ActivationCodes codes;
    private final MemberAccounts members;
    private final PhoneCodes phones;
    private final Throttle throttle;
    private final Once once;
    private final InstantSource wallClock;
    private final TransactionOperations transactions;

    Activation(
            ActivationCodes codes,
            MemberAccounts members,
            PhoneCodes phones,
            Throttle throttle,
            Once once,
            InstantSource wallClock,
            TransactionOperations transactions) {
        this.codes = codes;
        this.members = members;
        this.phones = phones;
        this.throttle = throttle;
        this.once = once;
        this.wallClock = wallClock;
        this.transactions = transactions;
    }

    /** Who somebody says they are, from a network address, at an instant of the fund's clock. */
    public record Claimed(String name, ResidentId id, String address, Instant at) {
        public Claimed {
            name = Plain.name(name);
        }

        @Override
        public String toString() {
            return "Claimed[…]";
        }
    }

    /** A code and a new password; {@code ask} is what {@link #ask} answered, {@code key} the form's own. */
    public record Answer(String ask, String code, String password, String key, String address, Instant at) {
        @Override
        public String toString() {
            return "Answer[…]";
        }
    }

    /** False where no code can be sent to anybody. */
    public boolean open() {
        return phones.open();
    }

    /**
     * Sends a code to who is known and may be let in, and answers what the code is to be given with, to everybody alike.
     * Refuses {@code activation_wait} with minutes, and {@code activation_codes_a_day}.
     */
    public String ask(FundId fund, Claimed who) {
        Instant now = wallClock.instant();
        requireTurn(fund, who.address(), now);
        Subject subject = codes.subject(fund, who.name(), who.id());
        if (!Boolean.TRUE.equals(transactions.execute(status -> sent(subject, who, now)))) {
            throw Refusal.conflict("activation_codes_a_day", ActivationCodes.A_DAY);
        }
        return subject.hex();
    }

    private boolean sent(Subject subject, Claimed who, Instant now) {
        Optional<PersonId> person = members.welcome(subject.fund(), who.name(), who.id());
        String code = ActivationCodes.random();
        if (!codes.renew(subject, person.orElse(null), code, now)) {
            return codes.isOnItsWay(subject, now);
        }
        phones.send(subject.fund(), person.orElseGet(() -> new PersonId(0)), code, who.at());
        members.asked(subject.fund(), person, who.at());
        return true;
    }

    /**
     * Lets in by a right code, once; the same form sent twice is let in twice. Who works here is not let in, but signs in with
     * the chosen password. Refuses {@code activation_wait},
     * {@code activation_code} with the tries left, {@code activation_over}, and weak passwords.
     */
    public Outcome letIn(FundId fund, Answer answer) {
        members.requireStrong(answer.password());
        Instant now = wallClock.instant();
        requireTurn(fund, answer.address(), now);
        Subject subject = Subject.read(fund, answer.ask());
        Tried tried = codes.take(subject, now).orElseThrow(() -> Refusal.conflict("activation_over"));
        boolean right = codes.matches(subject, tried, Plain.number(answer.code()));
        PersonId person = tried.person();
        if (person == null || !right) {
            throw tried.left() == 0
                    ? Refusal.conflict("activation_over")
                    : Refusal.invalid("activation_code", tried.left());
        }
        Outcome outcome = letIn(subject, person, answer, now);
        giveBack(fund, answer.address(), now);
        return outcome;
    }

    private Outcome letIn(Subject subject, PersonId person, Answer answer, Instant now) {
        FundId fund = subject.fund();
        String body = String.join("\n", answer.ask(), answer.code(), answer.password());
        String let = once.run(Actor.system(fund), answer.key(), body, () -> {
            if (!codes.use(subject, now)) {
                throw Refusal.conflict("activation_over");
            }
            Standing in = members.letIn(fund, person, answer.password(), answer.at());
            throttle.succeeded(new Throttle.Subject(fund, Throttle.Kind.ACCOUNT, in.login()), now);
            return in.actor().is(Role.MEMBER) ? in.actor().userId() + " " + in.version() : in.login();
        });
        return outcome(let);
    }

    private static Outcome outcome(String let) {
        String[] parts = let.split(" ", 2);
        return parts.length == 1
                ? new Outcome.Chosen(let)
                : new Outcome.Welcome(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
    }

    private void requireTurn(FundId fund, String address, Instant now) {
        Optional<Duration> wait = throttle.take(address(fund, address), now);
        if (wait.isPresent()) {
            throw Refusal.conflict("activation_wait", (wait.get().toSeconds() + 59) / 60);
        }
    }

    /** Both steps were right: a whole unit behind one address may open its accounts. */
    private void giveBack(FundId fund, String address, Instant now) {
        throttle.succeeded(address(fund, address), now);
        throttle.succeeded(address(fund, address), now);
    }

    private static Throttle.Subject address(FundId fund, String address) {
        return new Throttle.Subject(fund, Throttle.Kind.ADDRESS, Addresses.network(address));
    }
}
