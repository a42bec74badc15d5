package org.tongzhou.access;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Vault;
import org.tongzhou.person.People;

/**
 * A mobile, with or without a letter m before it, is what a member types, and personal data: in its place stands a keyed index
 * of it, and neither the database nor a copy of it holds the number. Every other login is kept as it is typed.
 */
@Component
class Logins {
    private static final int MOST_OF_ONE_MOBILE = 20;
    private static final int DIGITS = 20;
    private static final Pattern MOBILE = Pattern.compile("m?(1\\d{10})((-\\d{1,2})?)");
    private static final Pattern KEPT = Pattern.compile("m[0-9a-f]{" + DIGITS + "}(-\\d{1,2})?");

    private final LoginRows store;
    private final Vault vault;
    private final People people;

    Logins(LoginRows store, Vault vault, People people) {
        this.store = store;
        this.vault = vault;
        this.people = people;
    }

    /** Under what a login that somebody typed is kept; what is kept already stays. */
    String kept(String typed) {
        Matcher mobile = MOBILE.matcher(typed);
        return mobile.matches() ? ofMobile(mobile.group(1)) + mobile.group(2) : typed;
    }

    String ofMobile(String phone) {
        String index = HexFormat.of().formatHex(vault.index("access.login", phone));
        return "m" + index.substring(0, DIGITS);
    }

    static boolean isByMobile(String kept) {
        return KEPT.matcher(kept).matches();
    }

    /** A mobile is passed on, and its login may be another member's still: then the next one that is free. */
    static String numbered(String kept, int n) {
        if (n > MOST_OF_ONE_MOBILE) {
            throw Refusal.conflict("mobile_taken");
        }
        return n == 1 ? kept : kept + "-" + n;
    }

    /** How its owner signs in, as a person may read it. */
    SignInName name(FundId fund, String kept, @Nullable PersonId person) {
        if (!isByMobile(kept)) {
            return new SignInName(SignInName.Kind.LOGIN, kept);
        }
        String number = kept.substring(1 + DIGITS);
        return phone(fund, person)
                .filter(phone -> kept.startsWith(ofMobile(phone)))
                .map(phone -> new SignInName(SignInName.Kind.MOBILE, Mask.phone(phone) + number))
                .orElseGet(() -> new SignInName(SignInName.Kind.EARLIER_MOBILE, number));
    }

    /** What a password must not hold: the login as its owner types it. */
    String typed(FundId fund, String kept, @Nullable PersonId person) {
        return isByMobile(kept) ? phone(fund, person).orElse(kept) : kept;
    }

    /** Whoever signs in by mobile does so from now on by the one that the fund holds today. */
    void follow(FundId fund, Standing account) {
        String kept = account.login();
        Optional<String> today = phone(fund, account.actor().person()).map(this::ofMobile);
        if (isByMobile(kept) && today.isPresent() && !kept.startsWith(today.get())) {
            rename(new LoginRows.Row(fund, account.actor().userId(), kept), today.get());
        }
    }

    /** Takes the first one that is free and answers it. */
    String rename(LoginRows.Row row, String kept) {
        for (int n = 1; ; n++) {
            String next = numbered(kept, n);
            if (store.rename(row, next)) {
                return next;
            }
        }
    }

    private Optional<String> phone(FundId fund, @Nullable PersonId person) {
        return Optional.ofNullable(person).flatMap(known -> people.phone(fund, known));
    }
}
