package org.tongzhou.gig;

import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.contribution.Programmes;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** A union with free places, riders who want them, and what came of it. */
@RoomTest
abstract class GigRoom {
    @Autowired
    FreeCover freeCover;

    @Autowired
    SomeOffers some;

    @Autowired
    Offers offers;

    @Autowired
    Programmes programmes;

    @Autowired
    JdbcClient jdbc;

    int left(SomeOffers.Opened opened) {
        return offers.list(opened.finance()).stream()
                .filter(offer -> offer.id().equals(opened.offer()))
                .findFirst()
                .orElseThrow()
                .left();
    }

    FreeCover.Joined join(OfferId offer, ResidentId id) {
        return freeCover.join(FUND, SomeOffers.rider(offer, "周海涛", id), NOW);
    }

    static ResidentId born(int year, int month, int day) {
        return TestData.residentId(Sex.MALE, LocalDate.of(year, month, day));
    }

    static List<Application> riders(OfferId offer, int count) {
        List<Application> riders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            riders.add(SomeOffers.rider(offer));
        }
        return riders;
    }

    int coversOf(SomeOffers.Opened opened) {
        return jdbc.sql("select count(*) from enrolment.cover where unit = ? and state = 'ACTIVE'")
                .param(opened.unit().value())
                .query(Integer.class)
                .single();
    }
}
