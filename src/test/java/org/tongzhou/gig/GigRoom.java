package org.tongzhou.gig;

import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.contribution.Bills;
import org.tongzhou.contribution.Programmes;
import org.tongzhou.contribution.ProvinceImports;
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.enrolment.Imports;
import org.tongzhou.enrolment.Rosters;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Units;
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
    Bills bills;

    @Autowired
    Rosters rosters;

    @Autowired
    ProvinceImports imports;

    @Autowired
    Units units;

    @Autowired
    TestData data;

    @Autowired
    JdbcClient jdbc;

    int left(SomeOffers.Opened opened) {
        return offers.list(opened.finance(), "").items().stream()
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

    Actor officer(SomeOffers.Opened opened) {
        return data.officer(units.get(FUND, opened.unit()));
    }

    /** Name, number, phone, platform and occupation, as a line of a roster begins. */
    static String row(Application rider) {
        return rider.name() + "," + rider.id().number() + "," + rider.phone() + ",美团,外卖员";
    }

    DraftId uploaded(SomeOffers.Opened opened, String csv) {
        return ofFile(csv, file -> rosters.upload(officer(opened), "骑手.csv", file, NOW));
    }

    Imports.Imported imported(String csv) {
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        return ofFile(
                csv,
                file -> imports.run(
                        admin, new Imports.Request("province.csv", file, null), (rows, people) -> true, NOW));
    }

    private static <T> T ofFile(String csv, Function<Path, T> work) {
        try {
            Path file = Files.createTempFile("riders", ".csv");
            try {
                Files.writeString(file, csv);
                return work.apply(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int coversOf(SomeOffers.Opened opened) {
        return jdbc.sql("select count(*) from enrolment.cover where unit = ? and state = 'ACTIVE'")
                .param(opened.unit().value())
                .query(Integer.class)
                .single();
    }
}
