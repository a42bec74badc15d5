package org.tongzhou.gig;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.TestData;

/** The page on which finance opens places, with more of something than can be chosen from at once. */
abstract class ManyToChooseFrom extends ManyRows {
    @Autowired
    SomeOffers some;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    /** What finance does among these, by their ids. */
    interface Work {
        void with(Actor finance, List<Long> ids);
    }

    void among(Supplier<List<Long>> many, Work work) {
        some.open(5, Money.ofYuan(150));
        Actor finance = data.actor(Role.FINANCE_MAKER, TestData.PROVINCE);
        undone(() -> work.with(finance, many.get()));
    }

    String page(Actor reader, MockHttpServletRequestBuilder asked) {
        try {
            return mvc.perform(asked.with(visits.of(reader)))
                    .andReturn()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }
}
