package org.tongzhou.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.tongzhou.contribution.Bill;
import org.tongzhou.contribution.Credits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;

/** Pays bills as a unit's bank would show it: a file of credits, uploaded by finance. */
@Component
@Profile("demo")
class DemoMoney {
    private static final String HEADER = "\uFEFF交易日期,流水号,金额,对方户名,附言\r\n";

    private final Credits credits;

    DemoMoney(Credits credits) {
        this.credits = credits;
    }

    /** One credit a bill, in full, on the day of {@code now}. Bills of nothing need none. */
    void pay(Actor finance, List<Bill> bills, Instant now) {
        if (bills.stream().noneMatch(bill -> bill.total().isPositive())) {
            return;
        }
        LocalDate day = FundClock.dayOf(now);
        StringBuilder csv = new StringBuilder(HEADER);
        bills.stream()
                .filter(bill -> bill.total().isPositive())
                .forEach(bill -> csv.append(day)
                        .append(",DEMO")
                        .append(bill.id().value())
                        .append(',')
                        .append(bill.total().plainYuan())
                        .append(',')
                        .append(bill.unitName())
                        .append(",职工互助会费 ")
                        .append(bill.reference())
                        .append("\r\n"));
        String name = "bank-" + day + ".csv";
        Credits.Upload upload = credits.upload(finance, name, csv.toString().getBytes(StandardCharsets.UTF_8), now);
        if (!upload.faults().isEmpty()) {
            throw new IllegalStateException("the demonstration's bank file: " + upload.faults());
        }
    }
}
