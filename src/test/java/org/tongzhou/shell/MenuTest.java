package org.tongzhou.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletRequest;
import org.tongzhou.database.Trips;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;

class MenuTest {
    private static final Actor CASHIER =
            new Actor(7, "陈蔚", Scope.province(new FundId(42)), Set.of(Role.MEMBER, Role.FINANCE_MAKER), null, null);

    @Test
    void anEntryIsLitBelowItsOwnAddressAndTheOthers() {
        NavItem claims = new NavItem(Set.of(Role.MEMBER), "role.member", "/my/claims", "route", 3, Set.of("/my/cases"));
        assertThat(List.of("/my/claims", "/my/claims/7", "/my/cases/7", "/my", "/my/casesheet"))
                .extracting(claims::reach)
                .containsExactly(10, 10, 9, 0, 0);
    }

    @Test
    void ofSeveralEntriesThatAPageIsBelowTheOneThatReachesFurthestIsLit() {
        Set<Role> member = Set.of(Role.MEMBER);
        List<NavItem> items = List.of(
                new NavItem(member, "role.member", "/", "home", 1),
                new NavItem(member, "role.member", "/my/claims/draft", "route", 2),
                new NavItem(member, "role.member", "/my/claims", "route", 3));
        assertThat(new Menu(
                                items,
                                List.of(),
                                Words.of(Words.ZH),
                                new Frame.Place("/my/claims/draft/7", false, ""),
                                CASHIER)
                        .links(true))
                .filteredOn(Frame.Link::current)
                .extracting(Frame.Link::href)
                .containsExactly("/my/claims/draft");
    }

    @Test
    void onlyTheNumbersOfEntriesThatTheReaderSeesAreAskedFor() {
        List<NavItem> items = List.of(
                new NavItem(Set.of(Role.FINANCE_MAKER), "role.finance_maker", "/payments", "bank", 1),
                new NavItem(Set.of(Role.AUDITOR), "role.auditor", "/audit", "book", 2),
                new NavItem(Set.of(Role.MEMBER), "role.member", "/my", "home", 3));
        List<String> asked = new ArrayList<>();
        List<NavBadge> badges = Stream.of("/payments", "/audit", "/my", "/nowhere")
                .map(href -> badge(href, asked))
                .toList();
        Menu menu = new Menu(items, badges, Words.of(Words.ZH), new Frame.Place("/", false, ""), CASHIER);
        menu.take(new Trips(new JdbcTemplate()).trip(), false);
        assertThat(asked).containsExactly("/payments");
    }

    @Test
    void navigationHoldsWhatTheRolesOpen() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/payments/7");
        request.setAttribute(Actor.class.getName(), CASHIER);
        Frame frame = new SomeShell().frames().of(request);
        assertThat(frame.rail()).extracting(Frame.Link::href).containsExactly("/payments");
        assertThat(frame.rail().get(0).current()).isTrue();
        assertThat(frame.tabs()).extracting(Frame.Link::href).containsExactly("/");
        assertThat(frame.roleName()).isEqualTo("出纳");
        assertThat(frame.today().day()).isEqualTo(LocalDate.of(2026, 2, 10));
    }

    private static NavBadge badge(String href, List<String> asked) {
        return new NavBadge() {
            @Override
            public String href() {
                return href;
            }

            @Override
            public int count(Actor actor) {
                return 0;
            }

            @Override
            public Optional<Trips.Rows<Integer>> count(Trips.Trip trip, Actor actor) {
                asked.add(href);
                return Optional.empty();
            }
        };
    }
}
