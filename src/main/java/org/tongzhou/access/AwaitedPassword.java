package org.tongzhou.access;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Vault;

/**
 * What stands in the place of a password that its owner has still to choose. No password fits it, and it is bound to the phone
 * that was given with the account: who comes by another phone, which a roster may have brought since, is not let in.
 */
final class AwaitedPassword {
    private static final String MARK = "no password, by phone ";

    private AwaitedPassword() {}

    static String of(Vault vault, String phone) {
        return MARK + HexFormat.of().formatHex(vault.index("access.account.phone", phone));
    }

    static boolean is(@Nullable String hash) {
        return hash != null && hash.startsWith(MARK);
    }
}
