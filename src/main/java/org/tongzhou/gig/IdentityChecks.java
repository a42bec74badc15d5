package org.tongzhou.gig;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.access.Addresses;
import org.tongzhou.gig.IdentityTries.Subject;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.HttpLine;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Vault;

/**
 * Whether a name and a number belong together, as the register says. A try is counted before the register is asked, for the
 * number and for the network address, so that nobody tries names out; only a wrong guess stays counted, since thousands of riders
 * come by one address of their carrier's. What is kept is that somebody was asked about, when, and the answer; a match of the last
 * day is not asked for again, and while the register is away nothing is kept.
 */
@Component
class IdentityChecks {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityChecks.class);
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Vault vault;
    private final IdentityTries tries;
    private final ObjectProvider<IdentityLine> line;
    private final int mostOfNumber;
    private final int mostOfAddress;

    IdentityChecks(
            JdbcClient jdbc,
            Vault vault,
            IdentityTries tries,
            ObjectProvider<IdentityLine> line,
            @Value("${tongzhou.identity.tries-a-number:5}") int mostOfNumber,
            @Value("${tongzhou.identity.tries-an-address:300}") int mostOfAddress) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.tries = tries;
        this.line = line;
        this.mostOfNumber = mostOfNumber;
        this.mostOfAddress = mostOfAddress;
    }

    /** Refuses {@code identity_tries}, {@code identity_no_match}, {@code identity_away}; outside of any transaction. */
    void require(FundId fund, Application who, Instant now) {
        byte[] subject =
                vault.index("identity.check", who.name() + "\n" + who.id().number());
        if (matchedLately(fund, subject, now)) {
            return;
        }
        Answer answer = counted(fund, who, FundClock.dayOf(now));
        if (answer == Answer.AWAY) {
            throw Refusal.conflict("identity_away");
        }
        keep(fund, subject, answer, now);
        if (answer == Answer.NO_MATCH) {
            throw Refusal.invalid("identity_no_match");
        }
    }

    private Answer counted(FundId fund, Application who, LocalDate today) {
        Subject address = subject(fund, "identity.address", Addresses.network(who.address()), today);
        Subject number = subject(fund, "identity.number", who.id().number(), today);
        tries.count(address, mostOfAddress);
        tries.count(number, mostOfNumber);
        Answer answer = ask(who.name(), who.id());
        if (answer != Answer.NO_MATCH) {
            tries.giveBack(address);
            tries.giveBack(number);
        }
        return answer;
    }

    private Subject subject(FundId fund, String kind, String text, LocalDate day) {
        return new Subject(fund, vault.index(kind, text), day);
    }

    private enum Answer {
        MATCH,
        NO_MATCH,
        AWAY
    }

    private Answer ask(String name, ResidentId id) {
        IdentityLine register = line.getIfAvailable();
        if (register == null) {
            return Answer.AWAY;
        }
        try {
            return register.matches(name, id) ? Answer.MATCH : Answer.NO_MATCH;
        } catch (HttpLine.Silence silence) {
            LOG.warn("no answer of the register, {}", silence.getMessage());
            return Answer.AWAY;
        }
    }

    private boolean matchedLately(FundId fund, byte[] subject, Instant now) {
        return jdbc.sql("""
                        select exists (select from gig.identity_check
                            where fund = :fund and subject = :subject and answer = 'MATCH' and asked_at > :since)
                        """)
                .param("fund", fund.code())
                .param("subject", subject)
                .param("since", Timestamp.from(now.minus(REMEMBERED)))
                .query(Boolean.class)
                .single();
    }

    private void keep(FundId fund, byte[] subject, Answer answer, Instant now) {
        jdbc.sql(
                        "insert into gig.identity_check (fund, subject, answer, asked_at) values (:fund, :subject, :answer, :now)")
                .param("fund", fund.code())
                .param("subject", subject)
                .param("answer", answer.name())
                .param("now", Timestamp.from(now))
                .update();
    }
}
