package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.database.Databases;
import org.tongzhou.testing.TestDatabase;

/** Messages of an earlier version that told a mobile in clear as the login keep what is shown, and all others stay. */
class OlderMessagesTest {
    @Test
    void theMobileOfAnOlderMessageLosesItsMiddle() {
        try (Databases database = Databases.open(TestDatabase.fresh())) {
            JdbcClient jdbc = JdbcClient.create(database.source());
            RoomMigrations.make(database.source(), Map.of("person", "latest", "notice", "5"));
            told(jdbc, "notice.account.opened", "m13812342207");
            told(jdbc, "notice.account.opened", "m13812342207-2");
            told(jdbc, "notice.account.opened", "u91420281ma4wq7ty6g");
            told(jdbc, "notice.account.opened", "r00000017");
            RoomMigrations.make(database.source(), Map.of("notice", "latest"));
            assertThat(jdbc.sql("select args[1] from notice.message order by id")
                            .query(String.class)
                            .list())
                    .containsExactly(
                            "手机号 138****2207\u001fmobile 138****2207",
                            "手机号 138****2207-2\u001fmobile 138****2207-2",
                            "u91420281ma4wq7ty6g",
                            "r00000017");
        }
    }

    private static void told(JdbcClient jdbc, String template, String value) {
        jdbc.sql("""
                        insert into notice.message (fund, person, template, args, link, at)
                        values (42, 1, ?, array[?], '/account', now())""").params(template, value).update();
    }
}
