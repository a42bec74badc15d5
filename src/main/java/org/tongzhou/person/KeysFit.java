package org.tongzhou.person;

import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;

/**
 * Nothing starts with keys of another database, or with ones that lack the newest: it would know nobody again by the identity
 * number, and seal what the right keys do not open. The prints of keys that the first start left are
 * compared, and the first and the last person of the fund opened. A command is refused a key that no site has started with.
 */
@Component
@Profile("!test")
class KeysFit implements InitializingBean {
    private final FundId fund;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Envelopes envelopes;
    private final KeyPrints prints;
    private final Environment environment;

    KeysFit(
            FundId fund,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Envelopes envelopes,
            KeyPrints prints,
            Environment environment) {
        this.fund = fund;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.envelopes = envelopes;
        this.prints = prints;
        this.environment = environment;
    }

    @Override
    public void afterPropertiesSet() {
        transaction.executeWithoutResult(status -> requireFit());
    }

    /** Keys that are refused leave no print. A command seals beside a running site, which has the keys that it started with. */
    private void requireFit() {
        boolean isNew = prints.behind().contains(fund);
        prints.leave(fund);
        if (!prints.fit(fund) || !samples().stream().allMatch(this::opens)) {
            throw Refusal.conflict("keys_do_not_fit");
        }
        if (isNew && environment.matchesProfiles("command")) {
            throw prints.notAtSites(List.of(fund));
        }
    }

    private record Sample(PersonRow row, UUID idIndex) {}

    private List<Sample> samples() {
        return jdbc.sql("""
                        (select * from person.person where fund = :fund order by id limit 1)
                        union all (select * from person.person where fund = :fund order by id desc limit 1)
                        """)
                .param("fund", fund.code())
                .query((row, n) -> new Sample(PersonStore.person(row), row.getObject("id_index", UUID.class)))
                .list();
    }

    private boolean opens(Sample sample) {
        try {
            return envelopes
                    .idIndex(envelopes.open(fund, sample.row()).idNumber())
                    .equals(sample.idIndex());
        } catch (IllegalStateException otherKey) {
            return false;
        }
    }
}
