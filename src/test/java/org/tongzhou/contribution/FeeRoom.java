package org.tongzhou.contribution;

import static org.tongzhou.testing.TestData.DAYE;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Actor;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** What facts about bills and the money that pays them have in common. */
@RoomTest
abstract class FeeRoom {
    @Autowired
    Bills bills;

    @Autowired
    Credits credits;

    @Autowired
    Receipts receipts;

    @Autowired
    SomeBills someBills;

    @Autowired
    SomeCredits in;

    @Autowired
    TestData some;

    @Autowired
    JdbcClient jdbc;

    Actor finance;

    @BeforeEach
    void somebodyOfFinance() {
        finance = in.finance();
    }

    /** Of a new unit whose workers and employer pay half each. */
    Bill bill(int people) {
        return someBills.of(some.unit(DAYE), people);
    }

    /** As it stands now. */
    Bill again(Bill bill) {
        return bills.find(finance, bill.id());
    }
}
