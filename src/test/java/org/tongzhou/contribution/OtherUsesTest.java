package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.contribution.SomeCredits.credit;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.contribution.SomeCredits.serial;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;
import static org.tongzhou.testing.TestData.TODAY;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.contribution.Proposal.Sign;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.Account;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Template;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.LedgerSums;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** Money from the giver of a subsidy programme: proposed, matched, taken back, returned by the bank. */
@RoomTest
class OtherUsesTest {
    @Autowired
    private Assignments assignments;

    @Autowired
    private Credits credits;

    @Autowired
    private Programmes programmes;

    @Autowired
    private Ledger ledger;

    @Autowired
    private FeesAreInTheBooks check;

    @Autowired
    private SomeCredits in;

    @Autowired
    private TestData some;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    private Actor finance;
    private ProgrammeId programme;
    private String reference;
    private String name;

    @BeforeEach
    void aProgrammeOfAThousandYuan() {
        finance = in.finance();
        Unit unit = some.unit(DAYE);
        name = "困难企业补助" + unit.id().value();
        programme = programmes.propose(finance, terms(unit), NOW);
        refused("reference_unknown", () -> credits.byReference(finance, reference()));
        assertThat(assignments.named(finance, reference()))
                .as("nobody agreed yet")
                .isEmpty();
        programmes.agree(some.actor(Role.FINANCE_CHECKER, PROVINCE), programme, NOW);
        reference = reference();
    }

    @Test
    void theGiversMoneyIsProposedByReferenceNameAndAmountAndFundsTheProgramme() {
        CreditId named = credit(in.one(line("600.00", "首笔 " + reference)));
        assertThat(proposed(named).get(0)).satisfies(use -> {
            assertThat(use.reference()).isEqualTo(reference);
            assertThat(use.signs()).containsExactly(Sign.REFERENCE);
        });
        assertThat(match(named)).isEqualTo(Money.ofYuan(600));
        assertThat(LedgerSums.left(jdbc, FUND, Long.toString(programme.value())))
                .isEqualTo(Money.ofYuan(1_000));
        assertThat(owed()).isEqualTo(Money.ofYuan(400));
        CreditId rest = credit(in.one(line(serial(), "2026-02-09", "400.00", name + "余款", "县总工会")));
        assertThat(proposed(rest).get(0).signs()).containsExactlyInAnyOrder(Sign.AMOUNT, Sign.NAME);
        match(rest);
        assertThat(owed()).isEqualTo(Money.ZERO);
        assertThat(assignments.named(finance, reference))
                .as("it awaits nothing more")
                .isEmpty();
        assertThatThrownBy(() -> jdbc.sql("update contribution.programme set funded_fen = funded_fen + 1 where id = ?")
                        .param(programme.value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("never_more_funded_than_the_budget");
        balanced();
    }

    @Test
    void aProgrammeIsFoundByItsReferenceHoweverManyCameSince() {
        CreditId credit = credit(in.one(line("600.00", "首笔 " + reference)));
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("""
                            insert into contribution.programme (fund, name, giver, path, kinds, flags, relieves, share_bp,
                                first_day, last_day, budget_fen, proposed_by, proposed_at, agreed_by, agreed_at)
                            select fund, name, giver, path, kinds, flags, relieves, share_bp, first_day, last_day,
                                budget_fen, proposed_by, proposed_at, agreed_by, agreed_at
                            from contribution.programme, generate_series(1, 200) where fund = :fund and id = :id
                            """)
                    .param("fund", FUND.code())
                    .param("id", programme.value())
                    .update();
            assertThat(assignments.named(finance, " " + reference.toLowerCase(Locale.ROOT)))
                    .hasValueSatisfying(use -> assertThat(use.id()).isEqualTo(programme.value()));
            assertThat(proposed(credit).get(0).id()).isEqualTo(programme.value());
        });
        String elsewhere = PaymentReference.of(new FundId(FUND.code() + 1), programme);
        assertThat(assignments.named(finance, elsewhere)).as("of another fund").isEmpty();
    }

    @Test
    void aProgrammeIsProposedByItsAmountHoweverManyCameSince() {
        CreditId credit = credit(in.one(line("1000.00", "补助资金")));
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("""
                            insert into contribution.programme (fund, name, giver, path, kinds, flags, relieves, share_bp,
                                first_day, last_day, budget_fen, proposed_by, proposed_at, agreed_by, agreed_at)
                            select fund, '另一项' || n, giver, path, kinds, flags, relieves, share_bp, first_day, last_day,
                                777, proposed_by, proposed_at, agreed_by, agreed_at
                            from contribution.programme, generate_series(1, 200) n where fund = :fund and id = :id
                            """)
                    .param("fund", FUND.code())
                    .param("id", programme.value())
                    .update();
            assertThat(proposed(credit)).extracting(OtherUse::id).contains(programme.value());
        });
    }

    @Test
    void whoOwesABenefitBackIsFoundByItsNumberHoweverManyOweSince() {
        CreditId credit = credit(in.one(line("1.23", "还款 hb2099777000")));
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            long owed = owed("HB2099777000", 123, 1).get(0);
            owed("HB2099777", 456, 205);
            assertThat(assignments.named(finance, " hb2099777000"))
                    .map(OtherUse::id)
                    .contains(owed);
            assertThat(proposed(credit)).extracting(OtherUse::id).contains(owed);
            assertThat(assignments.named(finance, "HB209977")).isEmpty();
        });
    }

    /** Demands of benefits that were confirmed; their numbers go on from this one. */
    private List<Long> owed(String number, long fen, int count) {
        return jdbc.sql("""
                        insert into recovery.recovery (fund, cause, reference, person, payee_name, region, plan, paid_fen,
                            amount_fen, reason, grounds, state, proposed_by, proposed_name, proposed_at, confirmed_by,
                            confirmed_name, confirmed_at)
                        select :fund, 'claim:' || 780000000000 + :fen * 1000 + n, case :count when 1 then :number
                            else :number || 100 + n end, :person, '甲*' || n, '/42/', 'hospital', :fen, :fen, 'OVERPAID', '\\x00',
                            'OPEN', :maker, '王*', :now, :checker, '李*', :now
                        from generate_series(1, :count) n returning id
                        """)
                .param("fund", FUND.code())
                .param("number", number)
                .param("fen", fen)
                .param("count", count)
                .param("person", some.person().value())
                .param("maker", some.person().value())
                .param("checker", some.person().value())
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list();
    }

    @Test
    void moreThanTheBudgetStandsUnidentifiedAndAStaleFormIsRefused() {
        CreditId over = credit(in.one(line("1005.00", reference)));
        OtherUse seen = assignments.named(finance, reference).orElseThrow();
        assertThat(assignments.match(finance, over, seen, NOW)).isEqualTo(Money.ofYuan(1_000));
        assertThat(in.open(over).rest()).isEqualTo(Money.ofYuan(5));
        CreditId late = credit(in.one(line("7.00", reference)));
        refused("use_settled", () -> assignments.match(finance, late, seen, NOW));
        refused("not_allowed", () -> assignments.match(some.actor(Role.MANAGER, PROVINCE), late, seen, NOW));
        refused("not_found", () -> assignments.match(some.actor(Role.FINANCE_MAKER, "/42/4202/"), late, seen, NOW));
        balanced();
    }

    @Test
    void aMatchIsTakenBackOnceAndTheMoneyIsFreeAgain() {
        CreditId credit = credit(in.one(line("600.00", reference)));
        match(credit);
        Assignment made =
                assignments.ofProgramme(finance, programme, "").items().get(0);
        assertThat(assignments.undo(finance, made.id(), NOW)).isEqualTo("/programmes/" + programme.value());
        refused("match_over", () -> assignments.undo(finance, made.id(), NOW));
        assertThat(in.open(credit).rest()).isEqualTo(Money.ofYuan(600));
        assertThat(owed()).isEqualTo(Money.ofYuan(1_000));
        assertThat(in.templates("assignment:" + made.id())).containsExactly(Template.SUBSIDY_FUNDED);
        match(credit);
        balanced();
    }

    @Test
    void whatTheBankTakesBackIsAwaitedAgain() {
        String serial = serial();
        match(credit(in.one(line(serial, "2026-02-09", "600.00", reference))));
        String back = "交易日期,流水号,原流水号,金额,对方户名,附言\n2026-02-10," + serial() + "," + serial + ",-600.00,县总工会,冲正\n";
        Credits.Upload upload = credits.upload(finance, "冲正.csv", back.getBytes(StandardCharsets.UTF_8), NOW);
        assertThat(upload.outcomes()).extracting(CreditOutcome::outcome).containsExactly(Outcome.RETURNED);
        assertThat(owed()).isEqualTo(Money.ofYuan(1_000));
        assertThat(assignments.ofProgramme(finance, programme, "").items())
                .singleElement()
                .satisfies(made -> assertThat(made.ending()).isEqualTo(Ending.RETURNED));
        assertThat(programmes.find(finance, programme).unfunded()).isEqualTo(Money.ofYuan(1_000));
        balanced();
    }

    private String reference() {
        return programmes.reference(finance, programme);
    }

    private List<OtherUse> proposed(CreditId id) {
        return assignments.proposals(finance, List.of(in.open(id))).get(id);
    }

    private Money match(CreditId id) {
        return assignments.match(
                finance, id, assignments.named(finance, reference).orElseThrow(), NOW);
    }

    /** What the giver still owes, as the books say. */
    private Money owed() {
        return Money.ofFen(
                jdbc.sql("select sum(amount_fen) from ledger.line where fund = 42 and budget = ? and account = ?")
                        .param(Long.toString(programme.value()))
                        .param(Account.SUBSIDIES_RECEIVABLE.code())
                        .query(Long.class)
                        .single());
    }

    private void balanced() {
        in.assertBalanced();
        assertThat(check.run(FUND))
                .noneMatch(finding -> finding.place().contains("assignment")
                        || finding.place().endsWith("programme:" + programme.value()));
    }

    private NewProgramme terms(Unit unit) {
        return SomeProgrammes.half(name, unit, DateRange.ofInclusive(TODAY, TODAY.plusDays(30)), Money.ofYuan(1_000));
    }
}
