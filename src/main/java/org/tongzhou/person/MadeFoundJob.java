package org.tongzhou.person;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Leases;

/**
 * What people are found by is sorted every half minute, and people of an earlier version become findable, up to 50,000 of them; when
 * there is nobody, a round costs two looks.
 */
@Component
class MadeFoundJob {
    private static final Logger LOG = LoggerFactory.getLogger(MadeFoundJob.class);
    private static final int AT_ONCE = 50;

    private final People people;
    private final Leases leases;
    private final FundId fund;

    MadeFoundJob(People people, Leases leases, FundId fund) {
        this.people = people;
        this.leases = leases;
        this.fund = fund;
    }

    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT30S")
    void round() {
        try {
            leases.run("person.found", lease -> {
                for (int i = 0; i < AT_ONCE && people.makeFound(fund) > 0; i++) {
                    LOG.debug("people made findable");
                }
                people.sortKeys();
            });
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("making people findable broke off and will be taken up again", e);
        }
    }
}
