package org.tongzhou.notice;

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

/** Lets short messages leave in the background wherever a line to a gateway is set up; a round that failed is taken up again. */
@Component
class SmsJob {
    private static final Logger LOG = LoggerFactory.getLogger(SmsJob.class);

    private final SmsSending sending;
    private final ObjectProvider<SmsLine> line;
    private final Leases leases;
    private final FundId fund;
    private final FundClock clock;

    SmsJob(SmsSending sending, ObjectProvider<SmsLine> line, Leases leases, FundId fund, FundClock clock) {
        this.sending = sending;
        this.line = line;
        this.leases = leases;
        this.fund = fund;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${tongzhou.sms.every-ms:1000}", initialDelayString = "${tongzhou.sms.every-ms:1000}")
    void round() {
        try {
            line.ifAvailable(
                    gateway -> leases.run("notice.sms", lease -> sending.round(fund, gateway, lease, clock.now())));
        } catch (DataAccessException | TransactionException | IllegalStateException e) {
            LOG.warn("a round of short messages broke off and will be taken up again", e);
        }
    }
}
