package org.tongzhou.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PagedListsTest {
    private static final String[] NAMES = {"after", "before", "disputes"};

    private static PagedLists lists(String path, Map<String, String[]> sent) {
        return PagedLists.of(path, new Sent(sent, TestFrames.of(Words.of(java.util.Locale.ENGLISH))), NAMES);
    }

    private final PagedLists lists =
            lists("/payments?all=true", Map.of("before", new String[] {"7 8"}, "disputes", new String[] {"9"}));

    @Test
    void oneListGoesOnWhileTheOthersStayWhereTheyAre() {
        assertThat(lists.pathOf("after")).isEqualTo("/payments?all=true&before=7+8&disputes=9");
        assertThat(lists.pathOf("before")).isEqualTo("/payments?all=true&disputes=9");
    }

    @Test
    void whoActsComesBackToAllAsTheyStood() {
        assertThat(lists.address()).isEqualTo("/payments?all=true&before=7+8&disputes=9");
        assertThat(lists("/payments", Map.of("as", new String[] {"PAID"})).address())
                .isEqualTo("/payments");
    }

    @Test
    void whatWasNotAskedForBeginsAtItsFirstPage() {
        assertThat(lists.isFirst("after")).isTrue();
        assertThat(lists.startOf("after")).isEmpty();
        assertThat(lists.isFirst("before")).isFalse();
        assertThat(lists.startOf("before")).isEqualTo("7 8");
    }
}
