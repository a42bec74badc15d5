package org.tongzhou.gig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.UnitClosing;
import org.tongzhou.organisation.UnitFacts;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.organisation.UnitRegister;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.TwoAtOnce;

/** Free places are offered through unions of gig workers, so a union with open places stays one. */
class KindOfUnionTest extends GigRoom {
    @Autowired
    UnitRegister register;

    @Autowired
    UnitClosing closing;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void aUnionWithOpenPlacesStaysAUnionOfGigWorkersUntilTheyAreStopped() {
        SomeOffers.Opened opened = some.open(5, Money.ofYuan(150));
        refused("unit_kind_kept", () -> become(opened.unit(), UnitKind.ENTERPRISE, NOW));
        renamed(opened.unit());
        offers.close(opened.finance(), opened.offer(), NOW);
        become(opened.unit(), UnitKind.ENTERPRISE, NOW);
        assertThat(units.get(FUND, opened.unit()).kind()).isEqualTo(UnitKind.ENTERPRISE);
    }

    @Test
    void aUnionWithOpenPlacesIsNotClosedAndAClosedOneOpensNone() {
        SomeOffers.Opened opened = some.open(5, Money.ofYuan(150));
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        UnitClosing.Closure dissolved = new UnitClosing.Closure("", "联合会已解散");
        refused("unit_in_use", () -> closing.close(admin, opened.unit(), dissolved, NOW));
        offers.close(opened.finance(), opened.offer(), NOW);
        closing.close(admin, opened.unit(), dissolved, NOW);
        NewOffer again = new NewOffer(opened.unit(), new PlanCode("gig-accident"), opened.programme(), 5);
        refused("unit_closed", () -> offers.open(opened.finance(), again, NOW));
    }

    @Test
    void placesWhoseLastDayIsOverHoldNobody() {
        SomeOffers.Opened opened = some.open(5, Money.ofYuan(150));
        refused("unit_kind_kept", () -> become(opened.unit(), UnitKind.OTHER, NOW.plus(Duration.ofDays(30))));
        become(opened.unit(), UnitKind.OTHER, NOW.plus(Duration.ofDays(31)));
    }

    @Test
    void placesThatAreOpenedWhileTheKindChangesAreRefused() {
        SomeOffers.Opened opened = some.open(5, Money.ofYuan(150));
        offers.close(opened.finance(), opened.offer(), NOW);
        NewOffer again = new NewOffer(opened.unit(), new PlanCode("gig-accident"), opened.programme(), 5);
        assertThatThrownBy(() -> new TwoAtOnce(transactions, jdbc)
                        .run(
                                () -> become(opened.unit(), UnitKind.ENTERPRISE, NOW),
                                () -> offers.open(opened.finance(), again, NOW)))
                .hasStackTraceContaining("gig_offer_union");
    }

    private void renamed(UnitId union) {
        UnitFacts before = UnitFacts.of(units.get(FUND, union));
        change(union, before, new UnitFacts("外卖骑手联合工会", before.kind(), before.staffCount()), NOW);
    }

    private void become(UnitId union, UnitKind kind, Instant now) {
        UnitFacts before = UnitFacts.of(units.get(FUND, union));
        change(union, before, new UnitFacts(before.name(), kind, before.staffCount()), now);
    }

    private void change(UnitId union, UnitFacts before, UnitFacts after, Instant now) {
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        register.change(admin, union, new UnitRegister.Change(before, after, "已换发证书"), now);
    }
}
