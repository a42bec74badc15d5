package org.tongzhou.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;

import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.ledger.ReserveOrder.Kind;
import org.tongzhou.ledger.ReserveOrder.State;
import org.tongzhou.ledger.Turnover.Months;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class ReservesTest {
    private static final FundId FUND = new FundId(58);
    private static final YearMonth FEBRUARY = YearMonth.of(2026, 2);
    private static final String GROUNDS = "2026 年第一次理事会决议";

    @Autowired
    private Reserves reserves;

    @Autowired
    private ReservesAreInTheBooks check;

    @Autowired
    private Ledger ledger;

    @Autowired
    private JdbcClient jdbc;

    private final Actor maker = finance(1, Role.FINANCE_MAKER);
    private final Actor checker = finance(2, Role.FINANCE_CHECKER);

    /** A thousand yuan of fees, once for this fund. */
    @BeforeEach
    void aBalance() {
        Posting.Part fees = new Posting.Part(Money.ofYuan(1_000), "/58/4202/420281/", "hospital");
        ledger.post(FUND, Posting.of(Template.BILL_RAISED, "bill:1", TestData.TODAY, TestData.NOW, List.of(fees)));
    }

    @Test
    void twoPersonsSetAsideWhatTheBalanceHasAndTheReportShowsIt() {
        Money before = reserves.standing(FUND).reserve();
        long id = reserves.propose(maker, wish(Kind.SET_ASIDE, "300.00"), TestData.NOW);
        assertThat(reserves.standing(FUND).reserve()).isEqualTo(before);
        Actor both = new Actor(1, "甲", Scope.province(FUND), Set.of(Role.FINANCE_CHECKER), maker.person(), null);
        refused("ledger_second_person", () -> reserves.confirm(both, id, TestData.NOW));
        refused("not_allowed", () -> reserves.confirm(finance(3, Role.MANAGER), id, TestData.NOW));
        reserves.confirm(checker, id, TestData.NOW);
        refused("ledger_reserve_decided", () -> reserves.confirm(checker, id, TestData.NOW));
        refused("ledger_reserve_decided", () -> reserves.withdraw(maker, id, TestData.NOW));
        ReserveReport report = ledger.report(Scope.province(FUND), new Months(FEBRUARY, FEBRUARY), TestData.TODAY)
                .reserve();
        assertThat(report.setAside().minus(report.setFree()))
                .isEqualTo(reserves.standing(FUND).reserve());
        assertThat(report.free()).isEqualTo(reserves.standing(FUND).free());
        assertThat(reserves.standing(FUND).reserve()).isEqualTo(before.plus(Money.ofYuan(300)));
        long back = reserves.propose(maker, wish(Kind.RELEASED, "300.00"), TestData.NOW);
        reserves.confirm(checker, back, TestData.NOW);
        assertThat(reserves.standing(FUND).reserve()).isEqualTo(before);
        zero();
    }

    @Test
    void neverMoreThanThereIsAlsoByTwoOrdersAtOnce() {
        Money free = reserves.standing(FUND).free();
        refused(
                "ledger_reserve_amount",
                () -> reserves.propose(
                        maker, wish(Kind.SET_ASIDE, free.plus(Money.ofFen(1)).plainYuan()), TestData.NOW));
        refused("ledger_reserve_amount", () -> reserves.propose(maker, wish(Kind.RELEASED, "999999.00"), TestData.NOW));
        refused("ledger_grounds", () -> wish(Kind.SET_ASIDE, "1.00", "无"));
        List<Long> orders = IntStream.range(0, 2)
                .mapToObj(i -> reserves.propose(maker, wish(Kind.SET_ASIDE, free.plainYuan()), TestData.NOW))
                .toList();
        long booked = orders.parallelStream().filter(this::isConfirmed).count();
        assertThat(booked).isOne();
        assertThat(reserves.standing(FUND).free()).isEqualTo(Money.ZERO);
        orders.stream()
                .filter(id -> state(id) == State.PROPOSED)
                .forEach(id -> reserves.withdraw(maker, id, TestData.NOW));
        reserves.confirm(
                checker, reserves.propose(maker, wish(Kind.RELEASED, free.plainYuan()), TestData.NOW), TestData.NOW);
        zero();
    }

    private boolean isConfirmed(long id) {
        try {
            reserves.confirm(checker, id, TestData.NOW);
            return true;
        } catch (Refusal refusal) {
            assertThat(refusal.code()).isEqualTo("ledger_reserve_amount");
            return false;
        }
    }

    private State state(long id) {
        return reserves.list(checker, "").items().stream()
                .filter(order -> order.id() == id)
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void theDatabaseItselfWantsTwoPersonsAndKeepsWhatWasDecided() {
        long id = reserves.propose(maker, wish(Kind.SET_ASIDE, "1.00"), TestData.NOW);
        for (String change : List.of(
                "state = 'CONFIRMED', confirmed_by = proposed_by, confirmed_name = 'x', confirmed_at = now()",
                "amount_fen = 2",
                "state = 'CONFIRMED'")) {
            assertThatThrownBy(() -> jdbc.sql("update ledger.reserve_order set " + change + " where id = " + id)
                            .update())
                    .as(change)
                    .isInstanceOf(DataAccessException.class);
        }
        reserves.withdraw(maker, id, TestData.NOW);
    }

    private void zero() {
        assertThat(ledger.trialBalance(FUND).stream()
                        .map(AccountBalance::balance)
                        .reduce(Money.ZERO, Money::plus))
                .isEqualTo(Money.ZERO);
        assertThat(check.run(FUND)).isEmpty();
    }

    private static Reserves.Wish wish(Kind kind, String yuan) {
        return wish(kind, yuan, GROUNDS);
    }

    private static Reserves.Wish wish(Kind kind, String yuan, String grounds) {
        return new Reserves.Wish(kind, Money.parseYuan(yuan), grounds);
    }

    private static Actor finance(long person, Role role) {
        return new Actor(person, "经办" + person, Scope.province(FUND), Set.of(role), new PersonId(person), null);
    }
}
