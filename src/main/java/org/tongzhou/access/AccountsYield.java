package org.tongzhou.access;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tongzhou.access.OwnPhone.Alone;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Vault;
import org.tongzhou.person.People;
import org.tongzhou.person.PhonesChanged;

/**
 * The account of who joined alone stands on a phone that somebody typed, that of a roster nobody has paid for on one that whoever
 * wrote it may have made up. Until a cover by roster has begun, where a roster brings another phone, whoever chose the password is
 * out, and the phone of the roster opens the account anew ({@link MemberAccounts}).
 */
@Component
class AccountsYield {
    private final AccountRows store;
    private final OwnPhone phones;
    private final ActivationCodes codes;
    private final Insured insured;
    private final People people;
    private final Vault vault;
    private final AuditTrail audit;
    private final Outbox outbox;

    AccountsYield(
            AccountRows store,
            OwnPhone phones,
            ActivationCodes codes,
            Insured insured,
            People people,
            Vault vault,
            AuditTrail audit,
            Outbox outbox) {
        this.store = store;
        this.phones = phones;
        this.codes = codes;
        this.insured = insured;
        this.people = people;
        this.vault = vault;
        this.audit = audit;
        this.outbox = outbox;
    }

    @EventListener
    void changed(PhonesChanged event) {
        FundId fund = event.by().fund();
        codes.spoil(fund, event.people(), event.at());
        List<Alone> alone = phones.alone(fund, event.people());
        Set<PersonId> covered = alone.isEmpty()
                ? Set.of()
                : insured.byRoster(fund, alone.stream().map(Alone::person).collect(Collectors.toSet()));
        alone.stream()
                .filter(account -> account.waiting() || !covered.contains(account.person()))
                .forEach(account -> shut(event, account));
    }

    private void shut(PhonesChanged event, Alone account) {
        FundId fund = event.by().fund();
        String phone = people.phone(fund, account.person()).orElse("");
        store.setPassword(fund, account.id(), AwaitedPassword.of(vault, phone), true);
        store.setAuthenticator(fund, account.id(), null);
        phones.bindAlone(fund, account.id(), account.person());
        if (!account.waiting()) {
            audit.record(AuditEntry.of(event.by(), event.at(), "account.yielded", "account:" + account.id()));
            outbox.tell(
                    fund,
                    account.person(),
                    event.at(),
                    new Outbox.Telling("notice.account.yielded", List.of(), "/account"));
        }
    }
}
