package org.tongzhou.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.NavItem;
import org.tongzhou.testing.RoomTest;

/** The rail and the tabs against the doors: nobody is led before a closed one, and an open one is on somebody's way. */
@RoomTest
class RailTest {
    @Autowired
    List<NavItem> items;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    /** One entry may lead to several addresses, of which it lights on all. */
    @TestFactory
    Stream<DynamicTest> anEntryIsShownToExactlyThoseWhomItsAddressAdmits() {
        return items.stream()
                .map(item -> DynamicTest.dynamicTest(item.href(), () -> {
                    AccessRules.Rule door = door(item.href());
                    if (door.anyone() || door.signedIn()) {
                        return; // the entry is for those whose work it is
                    }
                    assertThat(led(item.href())).isEqualTo(door.roles());
                    assertThat(door.roles()).containsAll(item.roles());
                }));
    }

    private Set<Role> led(String address) {
        return items.stream()
                .filter(item -> item.href().equals(address) || item.others().contains(address))
                .map(NavItem::roles)
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
    }

    private AccessRules.Rule door(String address) {
        return Endpoint.all(mapping).stream()
                .filter(endpoint -> endpoint.toString().equals("GET " + address))
                .findFirst()
                .flatMap(endpoint -> AccessRules.of(endpoint.handler()))
                .orElseThrow();
    }
}
