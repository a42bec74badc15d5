package org.tongzhou.access;

import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.tongzhou.access.AccountListRows.Sought;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.Units;

/**
 * Accounts of an administrator's territory, the newest first, 50 at a time. Members have ten times as many of their own as there
 * are others; those are found by login or name.
 */
@Component
public class AccountSearch {
    private final AccountListRows rows;
    private final Logins logins;
    private final Units units;

    AccountSearch(AccountListRows rows, Logins logins, Units units) {
        this.rows = rows;
        this.logins = logins;
        this.units = units;
    }

    /** All but members' own. */
    public Slice<AccountLine> staff(Actor by, String after) {
        by.require(Role.ADMIN);
        return slice(rows.staff(by.scope(), Slice.below(after)));
    }

    /** {@code allUnits} is false where more units fit what was asked for than were looked at. */
    public record Found(Slice<AccountLine> accounts, boolean allUnits) {}

    /** By the whole login or name, or by a part of a unit's name or the start of its code. */
    public Found search(Actor by, String text, String after) {
        by.require(Role.ADMIN);
        Slice<Unit> fitting = units.search(by, text, "");
        Sought sought = new Sought(
                logins.kept(text.toLowerCase(Locale.ROOT)),
                text,
                fitting.items().stream().map(Unit::path).toList());
        return new Found(slice(rows.sought(by.scope(), sought, Slice.below(after))), fitting.next() == null);
    }

    private static Slice<AccountLine> slice(List<AccountLine> lines) {
        return Slice.of(lines, AccountListRows.PAGE, line -> Long.toString(line.id()));
    }
}
