package org.tongzhou.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;

/** Administrators opened at the machine that the site runs on, who say at their first sign-in who they are. */
@Component
public class Administrators {
    private static final String FIRST = "admin";

    private final AccountRows store;
    private final Passwords passwords;
    private final AuditTrail audit;
    private final boolean demonstration;

    Administrators(AccountRows store, Passwords passwords, AuditTrail audit, Environment environment) {
        this.store = store;
        this.passwords = passwords;
        this.audit = audit;
        this.demonstration = environment.acceptsProfiles(Profiles.of("demo"));
    }

    /** Opens the first account of a fund that has none; empty when there is one already. */
    @Transactional
    Optional<OneTimePassword> openFirst(FundId fund, Instant now) {
        Optional<OneTimePassword> opened = store.isEmpty(fund) ? open(fund, FIRST, now) : Optional.empty();
        opened.ifPresent(
                first -> audit.record(AuditEntry.of(Actor.system(fund), now, "account.opened", subject(first))));
        return opened;
    }

    /** Opens one more: the second that key roles take, or where nobody can sign in. Whoever has the machine has the fund anyway. */
    @Transactional
    public OneTimePassword openAnother(FundId fund, Instant now) {
        for (int n = 2; ; n++) {
            Optional<OneTimePassword> opened = open(fund, FIRST + "-" + n, now);
            if (opened.isPresent()) {
                String subject = subject(opened.get());
                audit.record(AuditEntry.of(Actor.system(fund), now, "account.opened_at_machine", subject));
                return opened.get();
            }
        }
    }

    private static String subject(OneTimePassword opened) {
        return "account:" + opened.account();
    }

    private Optional<OneTimePassword> open(FundId fund, String login, Instant now) {
        String password = Passwords.random();
        String province = Scope.province(fund).path();
        AccountRows.Row row =
                new AccountRows.Row(fund, login, login, null, null, province, passwords.hash(password), 0, now);
        return store.insert(row, Set.of(Role.ADMIN), demonstration).map(id -> new OneTimePassword(id, login, password));
    }
}
