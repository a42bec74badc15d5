package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Patience.await;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.Databases;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Vault;
import org.tongzhou.shell.Words;
import org.tongzhou.testing.Refused;
import org.tongzhou.testing.TestDatabase;

/** A command does its own errand on the fund's database, and nothing that belongs to the start of a site. */
class CommandGroundTest {
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());
    private static final Words WORDS = Words.of(Words.ZH);

    @TempDir
    Path place;

    private final DatabaseSettings database = TestDatabase.fresh();
    private final Databases databases = Databases.open(database);
    private final JdbcClient jdbc = JdbcClient.create(databases.source());
    private final ScheduledExecutorService siteAtWork = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() {
        siteAtWork.shutdownNow();
        databases.close();
    }

    @Test
    void noPlansComeWithIt() {
        anAdministratorOf(42);
        open().close();
        assertThat(count("catalogue.plan_version")).isZero();
    }

    /** The site may have been given a calendar that the command was not. */
    @Test
    void theDaysThatTheSiteHasPromisedStay() {
        anAdministratorOf(42);
        LocalDate promised = LocalDate.of(2027, 3, 1);
        aClaimToBeAnsweredBy(promised);
        jdbc.sql("select claim.keep_calendar(array[date '2027-02-26'])").query(row -> {});
        open().close();
        assertThat(jdbc.sql("select due_on from claim.claim")
                        .query(LocalDate.class)
                        .single())
                .isEqualTo(promised);
        assertThat(jdbc.sql("select day from claim.day_apart")
                        .query(LocalDate.class)
                        .list())
                .containsExactly(LocalDate.of(2027, 2, 26));
    }

    /** Of nobody's: neither case nor cover is asked for. */
    private void aClaimToBeAnsweredBy(LocalDate day) {
        jdbc.sql("""
                        do $$ begin
                            set local session_replication_role = replica;
                            insert into claim.claim (fund, case_id, number, person, unit, unit_path, plan, plan_version, cover,
                                lump_sum, state, level, levels, sampled, amount_fen, decision, accepted_on, promised_from, due_on,
                                filed_at)
                            values (42, 1, 'C1', 1, 1, '/42/4202/420281/u1/', 'hospital', 'hospital-2025', 1, false, 'REVIEW',
                                'COUNTY', '{COUNTY}', false, 1, '', '2027-02-20', '2027-02-20', '%s', '2027-02-20 09:00+08');
                        end $$""".formatted(day)).update();
    }

    @Test
    void anotherFundsDatabaseIsRefusedAndLeftAsItIs() {
        anAdministratorOf(43);
        refused("fund_elsewhere", List.of(settings().place(), "42", "43"));
        assertThat(count("access.account")).isEqualTo(1);
        assertThat(count("person.key_print")).isZero();
        assertThat(KeyFile.existsIn(settings().keys())).isFalse();
    }

    @Test
    void anEmptyDatabaseIsRefusedAndStaysEmpty() {
        refused("fund_none", List.of(settings().place()));
        assertThat(count("pg_namespace where nspname = 'access'")).isZero();
    }

    /** Key roles take two, and a fund may have lost all it had. */
    @Test
    void oneMoreAdministratorIsOpened() {
        anAdministratorOf(42);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (ConfigurableApplicationContext house = open()) {
            assertThat(new AdministratorCommand(new PrintStream(said), NOWHERE, WORDS).run(house))
                    .isZero();
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("\"login\":\"admin-2\"", "\"password\":\"");
        assertThat(count("access.account where must_change and person is null and login = 'admin-2'"))
                .isEqualTo(1);
    }

    @Test
    void everyFundIsSealedAnewUnderTheNewKey() throws Exception {
        KeyFile.create(settings().keys());
        Vault before = KeyFile.load(settings().keys());
        for (int fund : List.of(42, 43)) {
            long admin = anAdministratorOf(fund);
            jdbc.sql("update access.account set totp_sealed = :sealed where id = :id")
                    .param("sealed", before.seal("access.account:" + fund + ":" + admin, new byte[] {1}))
                    .param("id", admin)
                    .update();
        }
        KeyFile.add(settings().keys());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (ConfigurableApplicationContext house = open()) {
            assertThat(new RotateCommand(new PrintStream(said), NOWHERE, WORDS).reseal(house))
                    .isZero();
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("\"sealed\":2");
        assertThat(jdbc.sql("select totp_sealed from access.account")
                        .query((row, n) -> Vault.keyOf(row.getBytes("totp_sealed")))
                        .list())
                .containsExactly(2, 2);
    }

    /** The site that is running would not open what is sealed with it. */
    @Test
    void aNewKeyIsNotSealedWithBeforeASiteHasStartedWithIt() throws Exception {
        anAdministratorOf(42);
        open().close();
        KeyFile.add(settings().keys());
        refused("key_not_at_site", List.of("2", "42"));
        refused("key_not_at_site", List.of("2", "42"));
        aSiteStarted(42);
        open().close();
    }

    /** Whatever is sealed anew is every fund's, and the other's site is running. */
    @Test
    void nothingIsSealedAnewBeforeEveryFundsSiteHasStartedWithTheNewKey() throws Exception {
        twoFundsOfWhichOneHasTheNewKey();
        siteAtWork.scheduleWithFixedDelay(this::leaseOfTheOther, 0, 1, TimeUnit.SECONDS);
        await().until(() -> count("access.job_lease") == 1);
        try (ConfigurableApplicationContext house = open()) {
            RotateCommand command = new RotateCommand(NOWHERE, NOWHERE, WORDS);
            Refused.refused("key_not_at_site", List.of("2", "43"), () -> command.reseal(house));
            aSiteStarted(43);
            assertThat(command.reseal(house)).isZero();
        }
    }

    /** It was given up, or was only begun by mistake. One that starts later without the key knows by the print that it lacks it. */
    @Test
    void aFundWithoutASiteHoldsNobodyUp() throws Exception {
        twoFundsOfWhichOneHasTheNewKey();
        try (ConfigurableApplicationContext house = open()) {
            assertThat(new RotateCommand(NOWHERE, NOWHERE, WORDS).reseal(house)).isZero();
        }
        assertThat(jdbc.sql("select max(key) from person.key_print group by fund order by fund")
                        .query(Integer.class)
                        .list())
                .containsExactly(2, 2);
    }

    private void twoFundsOfWhichOneHasTheNewKey() throws Exception {
        KeyFile.create(settings().keys());
        for (int fund : List.of(42, 43)) {
            anAdministratorOf(fund);
            aSiteStarted(fund);
        }
        KeyFile.add(settings().keys());
        aSiteStarted(42);
    }

    private void leaseOfTheOther() {
        jdbc.sql("""
                        insert into access.job_lease (fund, name, holder, fence, until)
                        values (43, 'audit.sealing', 'site', 1, clock_timestamp() + interval '10 seconds')
                        on conflict (fund, name) do update set until = excluded.until""").update();
    }

    /** As far as a command sees it: by the print of its newest key. */
    private void aSiteStarted(int fund) throws Exception {
        Vault keys = KeyFile.load(settings().keys());
        jdbc.sql("insert into person.key_print (fund, key, print) values (:fund, :key, :print)")
                .param("fund", fund)
                .param("key", keys.newestKey())
                .param(
                        "print",
                        keys.seal("key_print:" + fund + ":" + keys.newestKey(), keys.index("person.key_print", "")))
                .update();
    }

    private long anAdministratorOf(int fund) {
        RoomMigrations.run(databases.source());
        return jdbc.sql("""
                        insert into access.account
                            (fund, kind, login, name, path, password_hash, must_change, created_at, created_by)
                        values (:fund, 'person', 'admin', '管理员', :path, 'x', true, '2026-02-10 09:00+08', 0)
                        returning id""")
                .params(Map.of("fund", fund, "path", "/" + fund + "/"))
                .query(Long.class)
                .single();
    }

    /** Keys and papers of its own. */
    private DatabaseSettings settings() {
        return new DatabaseSettings(
                place.resolve("home"),
                place.resolve("keys"),
                database.cache(),
                database.url(),
                database.user(),
                database.password(),
                database.poolSize());
    }

    private ConfigurableApplicationContext open() {
        return CommandGround.open(settings(), NOWHERE, WORDS);
    }

    private void refused(String code, List<String> details) {
        assertThatThrownBy(this::open).satisfies(why -> {
            Refusal known = Failure.known(why);
            assertThat(known).isNotNull();
            assertThat(known.code()).isEqualTo(code);
            assertThat(known.details()).isEqualTo(details);
        });
    }

    private long count(String rows) {
        return jdbc.sql("select count(*) from " + rows).query(Long.class).single();
    }
}
