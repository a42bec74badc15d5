package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.database.Databases;
import org.tongzhou.testing.TestDatabase;

/** An account that a phone opened in an earlier version may be that of a roster nobody paid for, and yields like a later one. */
class OlderOpenedTest {
    @Test
    void onlyWhatAMembersPhoneAloneOpenedYields() {
        try (Databases database = Databases.open(TestDatabase.fresh())) {
            JdbcClient jdbc = JdbcClient.create(database.source());
            OlderRooms.make(database.source(), "access", "10");
            jdbc.sql("""
                    set session_replication_role = replica;
                    insert into access.account (fund, kind, login, name, person, path, password_hash, must_change,
                        demonstration, created_at, created_by, phone_index)
                    select 42, 'person', login, '张三', person, '/42/', 'x', false, demonstration, now(), by,
                        decode(repeat('ab', bytes), 'hex')
                    from (values ('by.phone', 1, false, 0, 32), ('by.administrator', 2, false, 7, 32),
                        ('demonstration', 3, true, 0, 32), ('without.phone', 4, false, 0, null),
                        ('reviewer', 5, false, 0, 32), ('officer', 6, false, 0, 32))
                        as t (login, person, demonstration, by, bytes);
                    insert into access.account_role (fund, account, role)
                    select fund, id, unnest(case login when 'officer' then '{UNIT_OFFICER}'::text[]
                        when 'reviewer' then '{MEMBER,CITY_REVIEWER}' else '{MEMBER}' end)
                    from access.account;
                    set session_replication_role = default;
                    """).update();
            RoomMigrations.make(database.source(), Map.of("access", "latest"));
            assertThat(jdbc.sql("select login from access.account where alone")
                            .query(String.class)
                            .list())
                    .containsExactly("by.phone");
        }
    }
}
