package org.tongzhou.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Sex;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Aim;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.NewUnit;
import org.tongzhou.organisation.Targets;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.organisation.UnitRegister;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;

/** Phrases for fixtures; everything is fresh at each call, so that tests share one database without meeting. */
@Component
public class TestData {
    public static final FundId FUND = new FundId(42);
    public static final String PROVINCE = "/42/";
    public static final String HUANGSHI = "/42/4202/";
    public static final String DAYE = "420281";
    public static final Instant NOW = Instant.parse("2026-02-10T01:00:00Z");
    public static final LocalDate TODAY = LocalDate.of(2026, 2, 10);

    private static final String SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final AtomicInteger NUMBERS = new AtomicInteger(1);

    private final Units units;
    private final UnitRegister register;
    private final Targets targets;
    private final People people;

    TestData(Units units, UnitRegister register, Targets targets, People people) {
        this.units = units;
        this.register = register;
        this.targets = targets;
        this.people = people;
    }

    /** A unit of a county, its workers pay half and the employer half. */
    public Unit unit(String county) {
        return unit(county, new FeeShares(5_000, 5_000, 0, 0));
    }

    public Unit unit(String county, FeeShares shares) {
        int number = NUMBERS.getAndIncrement();
        NewUnit unit = new NewUnit(unitCode(number), "样例单位" + number, UnitKind.ENTERPRISE, county, 200, shares);
        UnitId id = register.register(actor(Role.ADMIN, PROVINCE), unit, NOW);
        return units.get(FUND, id);
    }

    /** What counties are to reach in a year, whatever was their target before; set on its first day. */
    public void aim(int year, Map<String, Long> wanted) {
        Actor admin = actor(Role.ADMIN, PROVINCE);
        Map<String, Long> set = targets.byCounty(admin.scope(), year);
        List<Aim> aims = wanted.entrySet().stream()
                .map(to -> new Aim(to.getKey(), set.getOrDefault(to.getKey(), 0L), to.getValue()))
                .toList();
        targets.aim(
                admin,
                year,
                aims,
                LocalDate.of(year, 1, 1).atStartOfDay(FundClock.ZONE).toInstant());
    }

    public PersonId person(Sex sex, LocalDate birth) {
        return people.registerAll(FUND, List.of(newPerson(sex, birth)), NOW).get(0);
    }

    /** A man of forty. */
    public PersonId person() {
        return person(Sex.MALE, LocalDate.of(1985, 6, 15));
    }

    public static NewPerson newPerson(Sex sex, LocalDate birth) {
        int number = NUMBERS.getAndIncrement();
        return new NewPerson(
                "样例" + (char) ('一' + number % 20_000),
                residentId(sex, birth),
                "139" + String.format("%08d", number),
                "622848" + String.format("%013d", number));
    }

    /** A valid identity number that no other call gives. */
    public static ResidentId residentId(Sex sex, LocalDate birth) {
        int number = NUMBERS.getAndIncrement();
        int order = number % 500 * 2 + (sex == Sex.MALE ? 1 : 0);
        String digits = String.format(
                "%06d%04d%02d%02d%03d",
                420_100 + number / 500, birth.getYear(), birth.getMonthValue(), birth.getDayOfMonth(), order);
        return new ResidentId(digits + ResidentId.checkCharacter(digits));
    }

    /** Somebody new with one role in a territory; real-name, and of the unit when the path ends in one. */
    public Actor actor(Role role, String path) {
        return actor(role, path, person());
    }

    public Actor actor(Role role, String path, PersonId person) {
        int unitAt = path.indexOf("/u");
        UnitId unit = unitAt < 0 ? null : new UnitId(Long.parseLong(path, unitAt + 2, path.length() - 1, 10));
        long userId = 1_000_000L + NUMBERS.getAndIncrement();
        return new Actor(userId, "user" + userId, new Scope(FUND, path), Set.of(role), person, unit);
    }

    /** The officer of a unit. */
    public Actor officer(Unit unit) {
        return actor(Role.UNIT_OFFICER, unit.path());
    }

    /** A unified social credit code with a right check character. */
    public static String unitCode(int number) {
        String head = "91420281" + String.format("%09d", number);
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += SYMBOLS.indexOf(head.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return head + SYMBOLS.charAt((31 - sum % 31) % 31);
    }

    /** A photograph taken with a hand over the lens. */
    public static byte[] darkPicture() {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(900, 700, BufferedImage.TYPE_INT_RGB), "jpg", jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jpeg.toByteArray();
    }
}
