package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.database.Databases;
import org.tongzhou.shell.Words;
import org.tongzhou.testing.TestDatabase;

/** Who was told of a refused account before the reason was said reads a whole sentence still. */
class OlderRefusalsTest {
    @Test
    void aRefusalToldWithoutItsReasonIsAWholeSentence() {
        try (Databases database = Databases.open(TestDatabase.fresh())) {
            JdbcClient jdbc = JdbcClient.create(database.source());
            OlderRooms.make(database.source(), "notice", "7");
            jdbc.sql("""
                    set session_replication_role = replica;
                    insert into notice.message (fund, person, template, args, link, at) values
                        (42, 5, 'notice.account.refused', '{}', '/my', '2026-02-10T09:00+08'),
                        (42, 5, 'notice.heir.refused', '{}', '/my', '2026-02-10T09:00+08');
                    set session_replication_role = default;
                    """).update();
            RoomMigrations.make(database.source(), Map.of("notice", "latest"));
            List<String> told = jdbc.sql("select template, args from notice.message order by id")
                    .query((row, n) -> Words.of(Words.ZH)
                            .say(row.getString(1), (Object[]) row.getArray(2).getArray()))
                    .list();
            assertThat(told)
                    .hasSize(2)
                    .allSatisfy(sentence ->
                            assertThat(sentence).contains("登记的收款卡不变。").doesNotContain("{0}"));
        }
    }
}
