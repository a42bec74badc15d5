package org.tongzhou.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class LookingLaneTest {
    private final LookingLane lane = new LookingLane();

    @Test
    void whoAsksForAPageLooks() {
        assertThat(lane.shouldNotFilter(new MockHttpServletRequest("GET", "/my/home")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void whoChangesSomethingWorks(String method) {
        assertThat(lane.shouldNotFilter(new MockHttpServletRequest(method, "/my/home")))
                .isTrue();
    }
}
