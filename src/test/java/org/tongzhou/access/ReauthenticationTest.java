package org.tongzhou.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.NOW;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The password once more, on every page that asks for it. */
class ReauthenticationTest extends ActivationRoom {
    @Autowired
    Reauthentication reauthentication;

    private boolean isProved(Standing in, @Nullable String typed) {
        return reauthentication.isProved(in.actor(), new Reauthentication.Typed(typed, address, NOW));
    }

    @Test
    void aFieldLeftEmptyIsNoGuessAndCostsNone() {
        Standing in = arrive(member());
        for (int i = 0; i < 3; i++) {
            assertThat(isProved(in, null)).isFalse();
            assertThat(isProved(in, "")).isFalse();
            assertThat(isProved(in, " ")).isFalse();
        }
        assertThat(isProved(in, PASSWORD)).isTrue();
    }

    @Test
    void aWrongOneIsAGuessLikeOneAtTheDoor() {
        Standing in = arrive(member());
        for (int i = 0; i < 5; i++) {
            assertThat(isProved(in, "not the member's")).isFalse();
        }
        refused("too_many", () -> isProved(in, PASSWORD));
    }
}
