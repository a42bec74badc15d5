package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;
import static org.tongzhou.testing.TestData.TODAY;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.enrolment.Submission;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Share;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitFlag;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.organisation.Units;
import org.tongzhou.testing.LedgerSums;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class SubsidiesTest {
    private static final Share HALF = new Share.Percent(5_000);
    private static final FeeShares EMPLOYER = new FeeShares(0, 10_000, 0, 0);

    @Autowired
    private Programmes programmes;

    @Autowired
    private Raising raising;

    @Autowired
    private Bills bills;

    @Autowired
    private Units units;

    @Autowired
    private Ledger ledger;

    @Autowired
    private FeesAreInTheBooks check;

    @Autowired
    private SomeBills someBills;

    @Autowired
    private SomeCredits in;

    @Autowired
    private TestData some;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void employerFiftyAndUnionFifty() {
        Unit unit = some.unit(DAYE, EMPLOYER);
        ProgrammeId programme = open(new Terms(unit.path(), HALF, 100_000));
        Bill bill = someBills.ofRoster(unit, 3);
        assertThat(bill.of(Payer.EMPLOYER)).isEqualTo(Money.parseYuan("142.50"));
        assertThat(bill.subsidised()).isEqualTo(Money.parseYuan("142.50"));
        assertThat(bill.state()).as("a subsidy alone is no payment").isEqualTo(Bill.State.DUE);
        assertThat(in.templates("bill:" + bill.id().value()))
                .containsExactly(Template.BILL_RAISED, Template.SUBSIDY_GRANTED);
        assertThat(LedgerSums.left(jdbc, FUND, Long.toString(programme.value())))
                .isEqualTo(Money.ofFen(100_000 - 14_250));
        assertThat(in.one(line("142.50", bill.reference())).outcome()).isEqualTo(Outcome.EXACT);
        assertThat(someBills.coverStarts(bill)).containsOnly(TODAY.plusDays(1));
        assertThat(programmes.granted(in.finance(), programme, "").items())
                .singleElement()
                .satisfies(granted -> assertThat(granted.amount()).isEqualTo(Money.ofFen(14_250)));
        in.assertBalanced();
        in.assertChecked(bill);
    }

    @Test
    void aBillThatSubsidiesPayWholeStartsItsCoverAtOnce() {
        Unit unit = some.unit(DAYE, EMPLOYER);
        open(new Terms(unit.path(), new Share.Each(Money.ofYuan(200)), 1_000_000));
        Bill bill = someBills.ofRoster(unit, 2);
        assertThat(bill.subsidised()).as("never more than the fee").isEqualTo(Money.ofYuan(190));
        assertThat(bills.find(in.finance(), bill.id()).state()).isEqualTo(Bill.State.PAID);
        assertThat(someBills.coverStarts(bill)).containsOnly(TODAY.plusDays(1));
        assertThat(bills.payments(in.finance(), bill.id(), "").items()).isEmpty();
        in.assertChecked(bill);
    }

    @Test
    void onlyUnitsThatAreMeantAreHelped() {
        Unit struggling = some.unit(DAYE, EMPLOYER);
        Actor reviewer = some.actor(Role.COUNTY_REVIEWER, "/42/4202/420281/");
        NewProgramme terms = new NewProgramme(
                "困难企业",
                Payer.CITY_UNION,
                struggling.path(),
                Set.of(UnitKind.ENTERPRISE),
                200,
                Set.of(UnitFlag.STRUGGLING),
                Payer.EMPLOYER,
                HALF,
                TODAY,
                TODAY.plusDays(1),
                Money.ofYuan(1_000),
                null);
        agree(terms);
        assertThat(someBills.of(struggling, 1).subsidised())
                .as("not yet known to struggle")
                .isEqualTo(Money.ZERO);
        units.flag(reviewer, struggling.id(), Set.of(UnitFlag.STRUGGLING), "连续亏损两年", NOW);
        assertThat(someBills.of(struggling, 1).subsidised()).isEqualTo(Money.parseYuan("47.50"));
        jdbc.sql("update organisation.unit set staff_count = 201 where id = ?")
                .param(struggling.id().value())
                .update();
        assertThat(someBills.of(struggling, 1).subsidised()).as("too large").isEqualTo(Money.ZERO);
    }

    @Test
    void aProgrammeNeedsASecondPersonAndEndsWhenItIsStopped() {
        Unit unit = some.unit(DAYE, EMPLOYER);
        Actor maker = in.finance();
        ProgrammeId id = programmes.propose(maker, new Terms(unit.path(), HALF, 10_000).terms(), NOW);
        assertThat(someBills.of(unit, 1).subsidised()).as("nobody agreed yet").isEqualTo(Money.ZERO);
        Actor both = new Actor(
                maker.userId(), maker.name(), maker.scope(), Set.of(Role.FINANCE_CHECKER), maker.person(), null);
        refused("second_person", () -> programmes.agree(both, id, NOW));
        Actor checker = some.actor(Role.FINANCE_CHECKER, PROVINCE);
        programmes.agree(checker, id, NOW);
        refused("programme_agreed", () -> programmes.agree(checker, id, NOW));
        assertThat(someBills.of(unit, 1).subsidised()).isEqualTo(Money.parseYuan("47.50"));
        programmes.stop(maker, id, NOW);
        assertThat(someBills.of(unit, 1).subsidised()).isEqualTo(Money.ZERO);
        refused(
                "not_allowed",
                () -> programmes.propose(some.officer(unit), new Terms(unit.path(), HALF, 1).terms(), NOW));
    }

    @Test
    void aUnitHasNoMoreThanItMayHave() {
        Unit unit = some.unit(DAYE, EMPLOYER);
        NewProgramme open = new Terms(unit.path(), HALF, 100_000).terms();
        agree(new NewProgramme(
                open.name(),
                open.giver(),
                open.path(),
                open.kinds(),
                null,
                open.flags(),
                open.relieves(),
                open.share(),
                open.firstDay(),
                open.lastDay(),
                open.budget(),
                Money.ofYuan(60)));
        assertThat(someBills.of(unit, 1).subsidised()).isEqualTo(Money.parseYuan("47.50"));
        assertThat(someBills.of(unit, 1).subsidised()).isEqualTo(Money.parseYuan("12.50"));
        assertThat(someBills.of(unit, 1).subsidised()).isEqualTo(Money.ZERO);
    }

    @Test
    void aBudgetOfWhichTheBooksHaveAnotherRestIsNamed() {
        Unit unit = some.unit(DAYE, EMPLOYER);
        ProgrammeId id = open(new Terms(unit.path(), HALF, 100_000));
        assertThat(someBills.of(unit, 1).subsidised().isPositive()).isTrue();
        String place = "programme:" + id.value();
        assertThat(differing(() -> {})).doesNotContain(place);
        assertThat(differing(() -> jdbc.sql("update contribution.programme set used_fen = used_fen + 1 where id = ?")
                        .param(id.value())
                        .update()))
                .contains(place);
        Posting.Part aside = new Posting.Part(Money.ofFen(1), unit.path(), "").outOf(Long.toString(id.value()));
        assertThat(differing(() -> ledger.post(
                        FUND, Posting.of(Template.SUBSIDY_BUDGET_LOWERED, "aside:1", TODAY, NOW, List.of(aside)))))
                .contains(place);
    }

    /** Where the check of the books finds something after this; undone afterwards. */
    private List<String> differing(Runnable change) {
        return Objects.requireNonNull(transaction.execute(status -> {
            change.run();
            status.setRollbackOnly();
            return check.run(FUND).stream().map(Check.Finding::place).toList();
        }));
    }

    /** The submissions are there; only raising their bills, which takes from the budget, happens at once. */
    @Test
    void aHundredBillsAtOnceStopAtTheLastFen() throws Exception {
        Actor admin = some.actor(Role.ADMIN, PROVINCE);
        Unit first = some.unit("420222", EMPLOYER);
        String county = first.path().substring(0, first.path().indexOf("/u") + 1);
        List<Submission> submissions = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Unit unit = i == 0 ? first : some.unit("420222", EMPLOYER);
            units.flag(admin, unit.id(), Set.of(UnitFlag.STRUGGLING), "连续亏损两年", NOW);
            submissions.add(someBills.submission(unit, 1));
        }
        long budget = 123_457;
        ProgrammeId programme = open(new Terms(county, HALF, budget));
        ExecutorService threads = Executors.newFixedThreadPool(32);
        List<Future<Bill>> raised = new ArrayList<>();
        for (Submission submission : submissions) {
            raised.add(threads.submit(() -> transaction.execute(
                    status -> raising.raise(admin, Objects.requireNonNull(admin.person()), submission, NOW))));
        }
        long granted = 0;
        int whole = 0;
        for (Future<Bill> each : raised) {
            long fen = Objects.requireNonNull(each.get()).subsidised().fen();
            granted += fen;
            whole += fen == 4_750 ? 1 : 0;
        }
        threads.shutdown();
        assertThat(granted).isEqualTo(budget);
        assertThat(whole).isEqualTo((int) (budget / 4_750));
        assertThat(programmes.find(in.finance(), programme).left()).isEqualTo(Money.ZERO);
        assertThat(LedgerSums.left(jdbc, FUND, Long.toString(programme.value())))
                .isEqualTo(Money.ZERO);
        assertThatThrownBy(() -> jdbc.sql("update contribution.programme set used_fen = used_fen + 1 where id = ?")
                        .param(programme.value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("never_more_than_the_budget");
        programmes.stop(in.finance(), programme, NOW);
        in.assertBalanced();
    }

    /** For struggling units where the path is a whole county, so that other tests are not helped. */
    private record Terms(String path, Share share, long budgetFen) {
        NewProgramme terms() {
            return new NewProgramme(
                    "工会补助一半",
                    Payer.COUNTY_UNION,
                    path,
                    Set.of(),
                    null,
                    path.contains("/u") ? Set.of() : Set.of(UnitFlag.STRUGGLING),
                    Payer.EMPLOYER,
                    share,
                    TODAY,
                    TODAY,
                    Money.ofFen(budgetFen),
                    null);
        }
    }

    private ProgrammeId open(Terms terms) {
        return agree(terms.terms());
    }

    private ProgrammeId agree(NewProgramme terms) {
        ProgrammeId id = programmes.propose(in.finance(), terms, NOW);
        programmes.agree(some.actor(Role.FINANCE_CHECKER, PROVINCE), id, NOW);
        return id;
    }
}
