package org.tongzhou.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SliceTest {
    private final Slice<Integer> page = Slice.of(List.of(1, 2, 3), 2, number -> Integer.toString(number));

    @Test
    void aPageOfOtherThingsGoesOnAfterTheSameKey() {
        assertThat(page.map(number -> "no. " + number)).isEqualTo(new Slice<>(List.of("no. 1", "no. 2"), "2"));
    }

    @Test
    void alsoWhereALastOneIsLeftOut() {
        assertThat(page.flatMap(number -> number == 2 ? Stream.empty() : Stream.of("a", "b")))
                .isEqualTo(new Slice<>(List.of("a", "b"), "2"));
        assertThat(page.flatMap(number -> Stream.<String>empty())).isEqualTo(new Slice<>(List.of(), "2"));
    }

    @Test
    void theLastPageStaysTheLast() {
        assertThat(Slice.of(List.of(1), 2, number -> "").map(number -> -number))
                .isEqualTo(new Slice<>(List.of(-1), null));
    }
}
