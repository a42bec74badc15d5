package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Money;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** A bill of 285 yuan that is paid in two instalments says what is to be paid next, and what that starts. */
@RoomTest
class InstalmentPageTest {
    private static final List<Instalment> PARTS = List.of(
            new Instalment(TestData.TODAY.plusDays(5), Money.ofYuan(100)),
            new Instalment(TestData.TODAY.plusDays(40), Money.ofYuan(185)));

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    TestData data;

    @Autowired
    SomeBills bills;

    @Autowired
    Instalments instalments;

    @Autowired
    SomeCredits in;

    private Bill bill;

    @BeforeEach
    void aBill() {
        bill = bills.of(data.unit(TestData.DAYE), 3);
    }

    @Test
    void theNextInstalmentIsAskedForAndNotTheWholeBill() throws Exception {
        instalments.agree(in.finance(), bill.id(), PARTS, Instalments.Start.FIRST_PAID, TestData.NOW);
        assertThat(page()).contains("2026-02-15 以前汇 100.00 元，附言写缴费码。首期到账的次日零时起保障生效。");
        pay("40.00");
        assertThat(page()).contains("2026-02-15 以前汇 60.00 元").doesNotContain("已缴清");
        pay("60.00");
        assertThat(page()).contains("已缴清", "2026-03-22 以前汇 185.00 元");
    }

    @Test
    void aBillWithoutInstalmentsIsAskedForWhole() throws Exception {
        assertThat(page()).contains("请汇 285.00 元").doesNotContain("以前汇");
    }

    private void pay(String yuan) {
        in.one(SomeCredits.line(yuan, bill.reference()));
    }

    private String page() throws Exception {
        return mvc.perform(get("/bills/" + bill.id().value()).with(visits.of(in.finance())))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
