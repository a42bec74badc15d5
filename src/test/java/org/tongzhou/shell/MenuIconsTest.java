package org.tongzhou.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.RoomTest;

/** Nobody finds the same sign twice on the rail. */
@RoomTest
class MenuIconsTest {
    @Autowired
    List<NavItem> items;

    @Test
    void everyEntryThatOneRoleSeesHasASignOfItsOwn() {
        assertThat(Arrays.stream(Role.values()).filter(role -> role != Role.MEMBER))
                .allSatisfy(role -> assertThat(items.stream()
                                .filter(item -> item.roles().contains(role))
                                .map(NavItem::icon))
                        .as(role.name())
                        .doesNotHaveDuplicates());
    }
}
