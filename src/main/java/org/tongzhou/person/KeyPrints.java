package org.tongzhou.person;

import java.util.Arrays;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Vault;

/**
 * By what a fund knows its keys again before anybody is sealed with them: a keyed hash under the key of the indexes, and that hash
 * sealed with each key that was once the newest. Resealing leaves them: a key that was put away since is not asked for.
 */
@Component
class KeyPrints {
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

    /** Whether all who have started for this fund had an older one as their newest; false where nobody has. */
    boolean isNewestNew(FundId fund) {
        return jdbc.sql(
                        "select coalesce(max(key) < :newest, false) from person.key_print where fund = :fund and key > :ofIndex")
                .param("fund", fund.code())
                .param("newest", vault.newestKey())
                .param("ofIndex", OF_INDEX)
                .query(Boolean.class)
                .single();
    }

    int newest() {
        return vault.newestKey();
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
