package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.tongzhou.testing.Refused.refused;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.Databases;
import org.tongzhou.testing.TestDatabase;

/** The shell hears whether a command was done. */
class CommandsTest {
    private final PrintStream before = System.out;
    private String[] check = {};

    @BeforeEach
    void aRosterThatIsRead(@TempDir Path directory) throws IOException {
        Path roster = Files.writeString(
                directory.resolve("roster.csv"), "姓名,证件号码,手机号码,住院医疗\n张三,420281196502111152,13800000000,1\n");
        check = new String[] {"check", roster.toString(), "--on", "2026-02-10"};
    }

    @AfterEach
    void putBack() {
        System.setOut(before);
    }

    @Test
    void whatIsWrittenWholeIsDone() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        System.setOut(new PrintStream(whole, false, StandardCharsets.UTF_8));
        assertThat(Commands.run("roster", check)).isZero();
        assertThat(whole.toString(StandardCharsets.UTF_8)).contains("\"rows\"");
    }

    @Test
    void aCommandWhoseAnswerIsCutShortSaysThatItWasNotDone() {
        System.setOut(new PrintStream(new FullDisk(), false, StandardCharsets.UTF_8));
        assertThat(Commands.run("roster", check)).isEqualTo(70);
    }

    /** An empty fund's books are clean and its copy is whole: nobody would see that they are not the fund's. */
    @Test
    void aDatabaseWithoutAFundIsRefusedAsThatBeforeItsVersionIsAsked() {
        DatabaseSettings settings = TestDatabase.fresh();
        try (Databases databases = Databases.open(settings)) {
            DataSource source = databases.source();
            refused("fund_none", List.of(settings.place()), () -> Commands.requireAnyFund(source, settings.place()));
            RoomMigrations.run(source);
            refused("fund_none", List.of(settings.place()), () -> Commands.requireAnyFund(source, settings.place()));
            JdbcClient.create(source).sql("""
                    insert into access.account
                        (fund, kind, login, name, path, password_hash, must_change, created_at, created_by)
                    values (43, 'person', 'admin', '管理员', '/43/', 'x', true, '2026-02-10 09:00+08', 0)""").update();
            assertThatCode(() -> Commands.requireAnyFund(source, settings.place()))
                    .doesNotThrowAnyException();
        }
    }

    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}
