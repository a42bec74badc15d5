package org.tongzhou.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.audit.Sealer;
import org.tongzhou.audit.Verification;
import org.tongzhou.contribution.Bills;
import org.tongzhou.document.Letters;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.organisation.Divisions;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.NewUnit;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.organisation.UnitRegister;
import org.tongzhou.organisation.Units;
import org.tongzhou.payment.BankLink;
import org.tongzhou.payment.Dispatcher;
import org.tongzhou.person.People;
import org.tongzhou.simulator.Bank;
import org.tongzhou.testing.ControlledClock;
import org.tongzhou.testing.SiteTest;
import org.tongzhou.testing.TestData;

/** A site with a simulated bank beside it, people who sign in, a clock that the story moves, and books that it checks. */
@SiteTest
@TestPropertySource(properties = {"tongzhou.bank.timeout=10s", "tongzhou.bank.ask-every=0s"})
public abstract class Story {
    private static final String SECRET = "secret of the story's bank";
    /** One card is closed when the benefit comes, another is found closed two days later. */
    private static final String TEMPER = "reject=AC04:account:*3345; return=AC01:account:*5666:2";

    private static int units;

    @LocalServerPort
    protected int port;

    @Autowired
    protected ControlledClock clock;

    @Autowired
    protected TestData data;

    @Autowired
    protected Accounts accounts;

    @Autowired
    protected Divisions divisions;

    @Autowired
    protected Units tree;

    @Autowired
    protected UnitRegister register;

    @Autowired
    protected People people;

    @Autowired
    protected Bills bills;

    @Autowired
    protected Ledger ledger;

    @Autowired
    protected Dispatcher dispatcher;

    @Autowired
    protected BankLink line;

    @Autowired
    protected Sealer sealer;

    @Autowired
    protected Verification verification;

    @Autowired
    protected Letters letters;

    @Autowired
    protected JdbcClient jdbc;

    @DynamicPropertySource
    static void bank(DynamicPropertyRegistry properties) throws IOException {
        Path state = Files.createTempDirectory(Path.of("target"), "story-bank-").resolve("bank.book");
        Bank bank = Bank.open(state, 0, TEMPER, SECRET);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(bank)));
        properties.add("tongzhou.bank.url", () -> "http://127.0.0.1:" + bank.port());
        properties.add("TONGZHOU_BANK_SECRET", () -> SECRET);
    }

    private static void close(Bank bank) {
        try {
            bank.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    protected final String base() {
        return "http://localhost:" + port;
    }

    protected final void on(String day) {
        clock.set(LocalDate.parse(day).atTime(9, 30));
    }

    protected final void at(String moment) {
        clock.set(LocalDateTime.parse(moment));
    }

    protected final Unit unit(String name, UnitKind kind, String county, FeeShares shares) {
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        NewUnit wanted = new NewUnit(TestData.unitCode(7_000 + ++units), name, kind, county, 120, shares);
        return tree.get(TestData.FUND, register.register(admin, wanted, clock.now()));
    }

    protected final OneTimePassword officer(String login, Unit unit) {
        return opened(new NewAccount(login, "周敏", data.person(), unit.id(), unit.path(), Set.of(Role.UNIT_OFFICER)));
    }

    protected final OneTimePassword member(String login, String name, PersonId person, Unit unit) {
        return opened(new NewAccount(login, name, person, unit.id(), unit.path(), Set.of(Role.MEMBER)));
    }

    protected final OneTimePassword staff(String login, String name, Role role, String path) {
        return opened(new NewAccount(login, name, data.person(), null, path, Set.of(role)));
    }

    private OneTimePassword opened(NewAccount account) {
        return accounts.open(Actor.system(TestData.FUND), account, clock.now());
    }

    final WebUser signedIn(OneTimePassword first) {
        return WebUser.signedIn(base(), first);
    }

    final WebUser reviewer(String login, String name, String county) {
        return signedIn(staff(login, name, Role.COUNTY_REVIEWER, divisions.pathOf(TestData.FUND, county)));
    }

    final WebUser cityReviewer(String login, String name, String city) {
        return signedIn(staff(login, name, Role.CITY_REVIEWER, TestData.PROVINCE + city + "/"));
    }

    /** A line of a bank's list of credits. */
    protected static String credit(LocalDate day, String serial, String yuan, String remark) {
        return day + "," + serial + "," + yuan + ",某单位工会委员会," + remark + "\r\n";
    }

    static WebPage uploadCredits(WebUser finance, String name, String lines) {
        String csv = "\uFEFF交易日期,流水号,金额,对方户名,附言\r\n" + lines;
        return finance.open("/credits")
                .form("/credits")
                .attach("file", name, csv.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    /** Rounds with the bank until it has nothing more to say to us today. */
    protected final void bankTalks() {
        for (int i = 0; i < 100 && (i < 2 || openBatches() > 0); i++) {
            dispatcher.round(TestData.FUND, line, clock.now());
            pause();
        }
        assertThat(openBatches()).as("batches without their answers").isZero();
    }

    private int openBatches() {
        return jdbc.sql("select count(*) from payment.batch where state in ('RELEASED', 'SENT', 'ACCEPTED', 'UNKNOWN')")
                .query(Integer.class)
                .single();
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** One in twenty of the small claims goes to the city as well; which ones follows from their numbers. */
    protected final boolean isInReview(long claim) {
        return jdbc.sql("select state = 'REVIEW' from claim.claim where fund = 42 and id = ?")
                .params(claim)
                .query(Boolean.class)
                .single();
    }

    /** Balances in fen by account code; debits and credits must be equal, or the story ends here. */
    protected final Map<String, Long> books() {
        Map<String, Long> balances = new HashMap<>();
        ledger.trialBalance(TestData.FUND)
                .forEach(each ->
                        balances.put(each.account().code(), each.balance().fen()));
        assertThat(balances.values().stream().mapToLong(Long::longValue).sum())
                .as("trial balance")
                .isZero();
        return balances;
    }

    /** Everything is sealed, and whoever recomputes the books finds nothing. */
    protected final void verified() {
        sealer.seal(TestData.FUND, clock.now());
        for (Verification.Result result : verification.run(TestData.FUND)) {
            assertThat(result.findings()).as(result.name()).isEmpty();
        }
    }

    protected static byte[] resource(String path) {
        try (InputStream in = Story.class.getResourceAsStream(path)) {
            return Objects.requireNonNull(in, path).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final int count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }
}
