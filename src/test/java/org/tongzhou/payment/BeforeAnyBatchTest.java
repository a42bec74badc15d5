package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Slice;
import org.tongzhou.payment.web.PaymentsPage;
import org.tongzhou.shell.PagedLists;
import org.tongzhou.shell.TestFrames;
import org.tongzhou.shell.Tried;
import org.tongzhou.testing.TestData;

/** The bank's statements may come before the first batch is made: fees are paid in long before benefits are paid out. */
class BeforeAnyBatchTest {
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, BeforeAnyBatchTest.class.getClassLoader(), "gg.jte.generated.precompiled");

    @ParameterizedTest
    @CsvSource({"FINANCE_MAKER, true", "FINANCE_CHECKER, true", "AUDITOR, false"})
    void financeMayCarryAFileOfTheBankHere(Role role, boolean may) {
        Actor reader = new Actor(1, "周会计", Scope.province(TestData.FUND), Set.of(role), null, null);
        Payable nothing =
                new Payable(List.of(), new Payable.Later(0, Money.ZERO, null), new Payable.Doubted(0, Money.ZERO));
        PaymentsPage page = new PaymentsPage(
                null,
                new Slice<>(List.of(), null),
                new Slice<>(List.of(), null),
                false,
                new PagedLists("/payments", new TreeMap<>()),
                nothing,
                new PaymentsPage.Elsewhere(new Slice<>(List.of(), null), 0),
                new PaymentsPage.Disputes(new Slice<>(List.of(), null), 0, Set.of()),
                List.of(),
                null,
                null,
                TestData.TODAY,
                false,
                null,
                Tried.NOTHING);
        StringOutput html = new StringOutput();
        TEMPLATES.render("payment/payments.jte", Map.of("frame", TestFrames.seenBy(reader), "page", page), html);
        assertThat(html.toString()).contains("没有待付的互助金");
        assertThat(html.toString().contains("action=\"/payments/answers\"")).isEqualTo(may);
    }
}
