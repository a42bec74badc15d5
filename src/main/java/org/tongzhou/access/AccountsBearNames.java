package org.tongzhou.access;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tongzhou.person.Renamed;

/** An account is called as its person is. */
@Component
class AccountsBearNames {
    private final AccountRows accounts;

    AccountsBearNames(AccountRows accounts) {
        this.accounts = accounts;
    }

    @EventListener
    void renamed(Renamed event) {
        accounts.rename(event.fund(), event.person(), event.name());
    }
}
