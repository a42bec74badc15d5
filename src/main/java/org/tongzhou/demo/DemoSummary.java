package org.tongzhou.demo;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.tongzhou.audit.Verification;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.AccountBalance;
import org.tongzhou.ledger.Ledger;

/** The closing sheet: books, checks, and who may sign in. */
@Component
@Profile("demo")
class DemoSummary {
    private final FundId fund;
    private final Ledger ledger;
    private final Verification verification;
    private final SignIns signIns;
    private final String bank;
    private final String phones;

    DemoSummary(
            FundId fund,
            Ledger ledger,
            Verification verification,
            SignIns signIns,
            @Value("${tongzhou.bank.url:}") String bank,
            @Value("${tongzhou.sms.url:}") String phones) {
        this.fund = fund;
        this.ledger = ledger;
        this.verification = verification;
        this.signIns = signIns;
        this.bank = bank;
        this.phones = phones;
    }

    void print(Narrator narrator) {
        narrator.line("");
        narrator.line(narrator.both("demo.books"));
        Money sum = Money.ZERO;
        for (AccountBalance balance : ledger.trialBalance(fund)) {
            sum = sum.plus(balance.balance());
            narrator.line(String.format("  %s %18s", balance.account().code(), balance.balance()));
        }
        narrator.line("  " + narrator.both("demo.sum", sum));
        List<Verification.Result> results = verification.run(fund);
        long findings =
                results.stream().mapToLong(result -> result.findings().size()).sum();
        narrator.line("  " + narrator.both("demo.verified", results.size(), findings));
        narrator.line("  " + narrator.both("demo.bank", bank));
        narrator.line("  " + narrator.both("demo.phones", phones));
        narrator.line("");
        narrator.line(narrator.both("demo.sign_ins"));
        for (SignIns.SignIn one : signIns.all()) {
            narrator.line(String.format("  %-18s %-22s %s", one.login(), one.password(), one.who()));
        }
        narrator.line("");
    }
}
