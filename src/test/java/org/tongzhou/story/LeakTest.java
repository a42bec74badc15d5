package org.tongzhou.story;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.access.SomePhones;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.testing.TestData;

/**
 * Canary persons go through the story, refusals included; afterwards none of their numbers, cards and diagnoses is found
 * in clear in the logs, in any column of the database, in a file, in an address, or in a page of somebody else.
 */
class LeakTest extends Story {
    private static final List<String> LOUD = List.of("org.tongzhou");

    /** Everything that is logged, whatever its level. */
    private static final class Said extends AppenderBase<ILoggingEvent> {
        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            String thrown =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            lines.add(event.getFormattedMessage() + event.getMDCPropertyMap() + thrown);
        }
    }

    @Autowired
    DatabaseSettings settings;

    @Autowired
    SomePhones phones;

    private final Said said = new Said();
    private final List<Canary> canaries = List.of(Canary.of(0), Canary.of(1));
    private final List<WebUser> members = new ArrayList<>();
    private final List<WebUser> others = new ArrayList<>();
    private Unit unit;
    private WebUser officer;
    private WebUser reviewer;
    private WebUser city;
    private WebUser auditor;
    private WebUser maker;
    private WebUser checker;
    private WebUser administrator;

    @BeforeEach
    void listen() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        said.setContext(root.getLoggerContext());
        said.start();
        root.addAppender(said);
        LOUD.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.TRACE));
    }

    @AfterEach
    void stopListening() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAppender(said);
        LOUD.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(null));
    }

    @Test
    void nothingOfTheCanariesIsFoundInClear() throws IOException {
        signIn();
        enrol();
        lookAround();
        claim();
        askWrongly();
        assertThat(hitsInLogs()).as("logs").isEmpty();
        assertThat(hitsInTheDatabase()).as("columns in clear").isEmpty();
        assertThat(hitsInFiles()).as("files").isEmpty();
        assertThat(hitsInAddresses()).as("addresses").isEmpty();
        assertThat(hitsInPagesOfOthers()).as("pages of others").isEmpty();
    }

    private void signIn() {
        on("2026-02-10");
        unit = unit("大冶样例机械公司", UnitKind.ENTERPRISE, TestData.DAYE, new FeeShares(5_000, 5_000, 0, 0));
        officer = signedIn(officer("leak.officer", unit));
        reviewer = reviewer("leak.county", "何敏", TestData.DAYE);
        maker = signedIn(staff("leak.maker", "陈蔚", Role.FINANCE_MAKER, TestData.PROVINCE));
        checker = signedIn(staff("leak.checker", "郑涛", Role.FINANCE_CHECKER, TestData.PROVINCE));
        WebUser manager = signedIn(staff("leak.manager", "管理", Role.MANAGER, TestData.PROVINCE));
        city = cityReviewer("leak.city", "李静", "4202");
        auditor = signedIn(staff("leak.auditor", "审计", Role.AUDITOR, TestData.PROVINCE));
        administrator = signedIn(staff("leak.admin", "系统管理", Role.ADMIN, TestData.PROVINCE));
        others.addAll(List.of(officer, reviewer, city, maker, checker, manager, auditor, administrator));
    }

    private void enrol() {
        String csv = "姓名,证件号码,手机号,银行卡号,住院医疗\n"
                + canaries.stream().map(Canary::rosterLine).collect(Collectors.joining("\n"));
        WebPage roster = officer.open("/rosters")
                .form("/rosters")
                .attach("file", "名册.csv", csv.getBytes(StandardCharsets.UTF_8))
                .send();
        officer.open(roster.uri().getPath() + "?show=all")
                .sees(canaries.get(0).person().name());
        WebPage bill = roster.form("/rosters/\\d+/rows").by("enrol").send();
        uploadCredits(maker, "bank.csv", credit(clock.today(), "LEAK1", "190.00", bill.word("HZ\\d{10,}")))
                .sees("对上 1");
        members.add(arrived(canaries.get(0)));
        Canary second = canaries.get(1);
        var id = people.find(TestData.FUND, second.person().id()).orElseThrow();
        members.add(signedIn(member("leak.m1", second.person().name(), id, unit)));
    }

    /** Opens the account by the phone of the roster, and signs in with that phone afterwards. */
    private WebUser arrived(Canary canary) {
        WebUser member = new WebUser(base());
        member.open("/activate")
                .form("/activate")
                .fill("name", canary.person().name())
                .fill("number", canary.person().id().number())
                .send()
                .form("/activate/code")
                .fill(
                        "code",
                        phones.newest(
                                people.find(TestData.FUND, canary.person().id()).orElseThrow()))
                .fill("password", WebUser.PASSWORD)
                .fill("again", WebUser.PASSWORD)
                .send();
        member.open("/account").form("/logout").send();
        member.open("/login")
                .form("/login")
                .fill("username", canary.person().phone())
                .fill("password", WebUser.PASSWORD)
                .send();
        return member;
    }

    /** What people do on the way: search by each number, read masked pages, change a card, mistype. */
    private void lookAround() {
        Canary canary = canaries.get(0);
        for (WebUser user : List.of(officer, reviewer)) {
            WebPage desk = user.open("/");
            for (String secret : List.of(
                    canary.person().name(),
                    canary.person().id().number(),
                    canary.person().phone())) {
                desk.form("/search").fill("q", secret).send();
            }
        }
        reviewer.open("/cases")
                .form("/cases")
                .fill("q", canary.person().id().number())
                .send();
        reviewer.open("/")
                .form("/search")
                .fill("q", canary.person().name())
                .send()
                .follow("/people/\\d+");
        administrator.open("/accounts").follow("/accounts/\\d+");
        for (WebUser member : members) {
            member.open("/my");
            member.open("/my/cover");
            member.open("/my/messages");
        }
        WebForm card = members.get(0).open("/my/account").form("/my/account");
        card.fill("card", canary.newCard()).fill("password", "not the password").post();
        members.get(0)
                .open("/my/account")
                .form("/my/account")
                .fill("card", canary.newCard())
                .fill("password", WebUser.PASSWORD)
                .send();
        checker.open("/account-changes").form("/account-changes/\\d+/confirm").send();
    }

    /** Both claim; one is asked for papers and rejected by the bank, the other looked at in clear for a reason. */
    private void claim() {
        on("2026-05-06");
        List<Long> claims = new ArrayList<>();
        for (int i = 0; i < canaries.size(); i++) {
            WebPage filed = new Filing(members.get(i), letters, "HOSPITAL")
                    .paper("RECEIPT", "receipt.xml", canaries.get(i).receipt(i))
                    .paper("DISCHARGE_RECORD", canaries.get(i).diagnosis())
                    .submit()
                    .sees("4,580.35");
            claims.add(filed.id());
        }
        new Desk(reviewer, claims.get(1)).ask("DISCHARGE_RECORD", "出院记录看不清，请重新拍一张盖章的。");
        members.get(1)
                .open("/my/claims/" + claims.get(1))
                .form("/my/cases/\\d+/papers")
                .attach(
                        "file",
                        "record.pdf",
                        Filing.letter(letters, canaries.get(1).diagnosis()))
                .send();
        for (long claim : claims) {
            new Desk(reviewer, claim).approve();
            if (isInReview(claim)) {
                new Desk(city, claim).approve();
            }
        }
        reviewer.open("/search")
                .form("/search")
                .fill("q", canaries.get(0).person().name())
                .send()
                .follow("/people/\\d+")
                .form("/people/\\d+/show")
                .fill("reason", "电话核对本人身份")
                .send()
                .sees(canaries.get(0).person().id().number());
        WebPage batch = maker.open("/payments").form("/payments/batches").send();
        checker.open(batch.uri().getPath())
                .form("/payments/batches/\\d+/release")
                .send();
        bankTalks();
        checker.open(batch.uri().getPath() + "?all=true").sees("AC04");
        checker.get(batch.uri().getPath() + "/message.xml");
        checker.seen().remove(checker.seen().size() - 1);
        members.get(0).open("/my/claims/" + claims.get(0) + "/paid");
        auditor.open("/audit");
        auditor.open("/ledger");
        auditor.open("/reviews/" + claims.get(0));
    }

    /** Requests that are refused or make no sense, with secrets in their bodies. */
    private void askWrongly() {
        Canary canary = canaries.get(0);
        String wrong = "姓名,证件号码,手机号,银行卡号,住院医疗\n" + canary.rosterLine() + ","
                + canary.person().phone() + "\n\"";
        officer.open("/rosters")
                .form("/rosters")
                .attach("file", "坏.xlsx", wrong.getBytes(StandardCharsets.UTF_8))
                .post();
        new WebUser(base())
                .open("/login")
                .form("/login")
                .fill("username", canary.person().id().number())
                .fill("password", canary.person().phone())
                .post();
        WebUser stranger = new WebUser(base());
        stranger.open("/login");
        stranger.get("/people/" + canary.person().id().number().substring(0, 17));
        stranger.seen().remove(stranger.seen().size() - 1);
        others.add(stranger);
    }

    private List<String> secrets() {
        return canaries.stream().flatMap(canary -> canary.secrets().stream()).toList();
    }

    private List<String> hitsInLogs() {
        return said.lines.stream()
                .filter(line -> secrets().stream().anyMatch(line::contains))
                .toList();
    }

    /** Every table of every room, each row as text, bytes as hexadecimal digits. */
    private List<String> hitsInTheDatabase() {
        TreeSet<String> hits = new TreeSet<>();
        for (Map<String, Object> table : jdbc.sql("""
                        select quote_ident(schemaname) || '.' || quote_ident(tablename) as name
                        from pg_tables where schemaname not in ('pg_catalog', 'information_schema')
                        """).query().listOfRows()) {
            String name = (String) table.get("name");
            for (String secret : secrets()) {
                jdbc.sql("select count(*) from " + name + " t where t::text like :clear or t::text like :hex")
                        .param("clear", "%" + secret + "%")
                        .param("hex", "%" + Canary.hex(secret) + "%")
                        .query(Long.class)
                        .optional()
                        .filter(count -> count > 0)
                        .ifPresent(count -> hits.add(name + ": " + secret));
            }
        }
        return List.copyOf(hits);
    }

    /** The data directory without the server's own pages, which were looked through row by row. */
    private List<String> hitsInFiles() throws IOException {
        List<byte[]> wanted = secrets().stream()
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList();
        List<String> hits = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(settings.home())) {
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().matches(".*/(base|global|pg_[a-z_]+)/.*"))
                    .toList();
        }
        for (Path file : files) {
            if (wanted.stream().anyMatch(secret -> contains(read(file), secret))) {
                hits.add(file.toString());
            }
        }
        return hits;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException goneMeanwhile) {
            return new byte[0];
        }
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(new String(wanted, StandardCharsets.ISO_8859_1));
    }

    private List<String> hitsInAddresses() {
        return Stream.concat(others.stream(), members.stream())
                .flatMap(user -> user.seen().stream())
                .map(page -> page.uri().toString())
                .filter(address -> secrets().stream()
                        .anyMatch(secret -> address.contains(secret)
                                || address.contains(java.net.URLEncoder.encode(secret, StandardCharsets.UTF_8))))
                .toList();
    }

    /** A search repeats what was typed, and one page shows numbers for a stated reason; all others show them masked. */
    private List<String> hitsInPagesOfOthers() {
        List<String> hits = new ArrayList<>();
        for (WebUser user : others) {
            for (WebPage page : user.seen()) {
                for (Canary canary : canaries) {
                    canary.identity().stream()
                            .filter(secret -> page.html().contains(secret))
                            .filter(secret -> !page.uri().getPath().matches("/search|/cases|/people/\\d+/show"))
                            .forEach(secret -> hits.add(page.uri() + " shows " + secret));
                }
            }
        }
        return hits;
    }
}
