package org.tongzhou.ledger.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.AccountBalance;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.shell.Allowed;

/** The books for programs. */
@RestController
@Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER})
class LedgerApi {
    private final Ledger ledger;

    LedgerApi(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Sums over one account in fen; balance = debits − credits. */
    record AccountSum(
            String account,
            String name,
            @JsonProperty("debits_fen") long debitsFen,
            @JsonProperty("credits_fen") long creditsFen,
            @JsonProperty("balance_fen") long balanceFen) {
        static AccountSum of(AccountBalance sum) {
            return new AccountSum(
                    sum.account().code(),
                    sum.account().name(),
                    sum.debits().fen(),
                    sum.credits().fen(),
                    sum.balance().fen());
        }
    }

    /** {@code balance_fen} is zero over the whole fund. */
    record TrialBalance(@JsonProperty("balance_fen") long balanceFen, List<AccountSum> accounts) {}

    @GetMapping("/api/ledger/trial-balance")
    TrialBalance trialBalance(Actor actor) {
        List<AccountSum> sums =
                ledger.trialBalance(actor.scope()).stream().map(AccountSum::of).toList();
        return new TrialBalance(sums.stream().mapToLong(AccountSum::balanceFen).sum(), sums);
    }
}
