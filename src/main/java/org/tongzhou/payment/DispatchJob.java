package org.tongzhou.payment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Leases;

/** Lets the dispatcher work in the background wherever a line to the bank is set up; a failed round is simply the last. */
@Component
class DispatchJob {
    private static final Logger LOG = LoggerFactory.getLogger(DispatchJob.class);

    private final Dispatcher dispatcher;
    private final ObjectProvider<BankLink> link;
    private final FundId fund;
    private final FundClock clock;
    private final Leases leases;

    DispatchJob(Dispatcher dispatcher, ObjectProvider<BankLink> link, FundId fund, FundClock clock, Leases leases) {
        this.dispatcher = dispatcher;
        this.link = link;
        this.fund = fund;
        this.clock = clock;
        this.leases = leases;
    }

    @Scheduled(
            fixedDelayString = "${tongzhou.bank.every-ms:1000}",
            initialDelayString = "${tongzhou.bank.every-ms:1000}")
    void round() {
        try {
            link.ifAvailable(
                    bank -> leases.run("payment.dispatch", lease -> dispatcher.round(fund, bank, clock.now())));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("a round with the bank broke off and will be taken up again", e);
        }
    }
}
