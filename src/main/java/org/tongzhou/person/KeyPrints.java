package org.tongzhou.person;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Vault;

/**
 * By what a fund knows its keys again before anybody is sealed with them: a keyed hash under the key of the indexes, and that hash
 * sealed with each key that was once the newest. Resealing leaves them: a key that was put away since is not asked for.
 */
@Component
public class KeyPrints {
    private static final int OF_INDEX = 0;

    private final JdbcClient jdbc;
    private final Vault vault;

    KeyPrints(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Whoever starts first leaves them. */
    void leave(FundId fund) {
        jdbc.sql("""
                        insert into person.key_print (fund, key, print)
                        values (:fund, :ofIndex, :hash), (:fund, :newest, :sealed)
                        on conflict do nothing
                        """)
                .param("fund", fund.code())
                .param("ofIndex", OF_INDEX)
                .param("hash", hash())
                .param("newest", vault.newestKey())
                .param("sealed", vault.seal(place(fund, vault.newestKey()), hash()))
                .update();
    }

    /**
     * Refuses {@code key_not_at_site}: sealing anew is for every fund of the database, whichever gives the command. A fund of which
     * no site is at work holds nobody up; one that starts there later without the key is refused.
     */
    public void requireAtSites(Predicate<FundId> isAtWork) {
        List<FundId> behind = behind();
        List<FundId> held = behind.stream().filter(isAtWork).toList();
        if (!held.isEmpty()) {
            throw notAtSites(held);
        }
        behind.forEach(this::leave);
    }

    /** The funds for which all who have started had an older key as their newest; not one for which nobody has. */
    List<FundId> behind() {
        return jdbc.sql("select fund from person.key_print group by fund having max(key) < :newest order by fund")
                .param("newest", vault.newestKey())
                .query((row, n) -> new FundId(row.getInt("fund")))
                .list();
    }

    Refusal notAtSites(List<FundId> behind) {
        String codes =
                behind.stream().map(fund -> Integer.toString(fund.code())).collect(Collectors.joining(", "));
        return Refusal.conflict("key_not_at_site", Integer.toString(vault.newestKey()), codes);
    }

    boolean fit(FundId fund) {
        return jdbc
                .sql("select key, print from person.key_print where fund = :fund")
                .param("fund", fund.code())
                .query((row, n) -> fits(fund, row.getInt("key"), row.getBytes("print")))
                .list()
                .stream()
                .allMatch(fits -> fits);
    }

    private boolean fits(FundId fund, int key, byte[] print) {
        if (key == OF_INDEX) {
            return Arrays.equals(print, hash());
        }
        boolean putAway = key < vault.newestKey() && !vault.holds(key);
        return putAway || opens(place(fund, key), print);
    }

    private boolean opens(String place, byte[] print) {
        try {
            return Arrays.equals(vault.open(place, print), hash());
        } catch (IllegalStateException otherKey) {
            return false;
        }
    }

    private byte[] hash() {
        return vault.index("person.key_print", "");
    }

    private static String place(FundId fund, int key) {
        return "key_print:" + fund.code() + ":" + key;
    }
}
