package org.tongzhou.gig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.TODAY;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Leases;
import org.tongzhou.kernel.Vault;

/** How many names one network address may try out a day: here three. */
class IdentityTriesTest extends GigRoom {
    @Autowired
    Vault vault;

    @Autowired
    ObjectProvider<IdentityLine> line;

    @Autowired
    IdentityTries tries;

    @Autowired
    Leases leases;

    private final String street = "203.0.113." + UUID.randomUUID().toString().substring(0, 8);
    private IdentityChecks few;
    private int born;

    @BeforeEach
    void threeAnAddress() {
        few = new IdentityChecks(jdbc, vault, tries, line, 5, 3);
    }

    /** Somebody of whom nobody has asked yet. */
    private void ask(String address, String name, Instant at) {
        born++;
        Application rider = SomeOffers.rider(new OfferId(1), name, born(1992, 1, born));
        few.require(FUND, new Application(rider.offer(), rider.name(), rider.id(), rider.phone(), address), at);
    }

    private void guess(String address) {
        refused("identity_no_match", () -> ask(address, SomeRegister.WRONG, NOW));
    }

    @Test
    void oneAddressTriesOnlySoManyNames() {
        for (int i = 0; i < 3; i++) {
            guess(street);
        }
        refused("identity_tries", () -> ask(street, "周海涛", NOW));
        ask(street + "1", "周海涛", NOW);
        ask(street, "周海涛", NOW.plus(Duration.ofDays(1)));
    }

    /** Whole towns of riders come by one address of their carrier's. */
    @Test
    void whoIsWhoTheySayUsesUpNoTryOfTheirAddress() {
        guess(street);
        for (int i = 0; i < 5; i++) {
            ask(street, "周海涛", NOW);
        }
        guess(street);
        guess(street);
        refused("identity_tries", () -> ask(street, "周海涛", NOW));
    }

    @Test
    void whoComesWhileTheRegisterIsAwayMayComeAsOftenAsItTakesAndLeavesNothing() {
        int kept = rows();
        for (int i = 0; i < 5; i++) {
            refused("identity_away", () -> ask(street, SomeRegister.SILENT, NOW));
        }
        assertThat(rows()).isEqualTo(kept);
        ask(street, "周海涛", NOW);
    }

    @Test
    void whatWasCountedOnADayBeforeIsForgotten() {
        refused("identity_no_match", () -> ask(street, SomeRegister.WRONG, NOW.minus(Duration.ofDays(1))));
        guess(street);
        new IdentityTriesJob(tries, leases, FUND, () -> NOW).round();
        assertThat(jdbc.sql("select min(day) from gig.identity_try where fund = ?")
                        .param(FUND.code())
                        .query(LocalDate.class)
                        .single())
                .isEqualTo(TODAY);
        guess(street);
        guess(street);
        refused("identity_tries", () -> ask(street, "周海涛", NOW));
    }

    private int rows() {
        return jdbc.sql("select (select count(*) from gig.identity_try) + (select count(*) from gig.identity_check)")
                .query(Integer.class)
                .single();
    }

    @Test
    void oneSubscriberOfAnIpv6SiteIsOneAddress() {
        String site = "2001:db8:" + UUID.randomUUID().toString().substring(0, 4) + ":9";
        guess(site + "::1");
        guess(site + "::2");
        guess(site + ":1:2:3:4");
        refused("identity_tries", () -> ask(site + "::5", "周海涛", NOW));
    }
}
