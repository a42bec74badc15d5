package org.tongzhou.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.person.AccountChange;

/** A card and a password as somebody typed them. */
class CardTypedTest {
    private final CardTyped typed = new CardTyped("6217 0026 8001 1223 345", " 工商银行 ", null, "tong zhou gong ji");

    @Test
    void theNumberIsReadAsItIsPrintedOnTheCard() {
        assertThat(typed.of(new PersonId(7), true))
                .isEqualTo(new AccountChange(new PersonId(7), "6217002680011223345", "工商银行", true, ""));
    }

    @Test
    void neitherTheNumberNorThePasswordGetsIntoALog() {
        assertThat(typed.toString()).doesNotContain("6217", "tong zhou");
    }
}
