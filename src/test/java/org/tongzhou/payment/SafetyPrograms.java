package org.tongzhou.payment;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.tongzhou.Tongzhou;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Sex;
import org.tongzhou.kernel.WorkingDays;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.testing.TestData;

/** Programs that use the doors of a fund and end: {@code payout N}, {@code settle}, {@code pairs N SECONDS}. */
final class SafetyPrograms {
    private static final int SMALLEST_BATCH = 10;
    private static final int MOST_SMALL_BATCHES = 500;
    private static final int ROUNDS = 12;
    private static final int LINES = 2;
    private static final int BATCHES_A_DAY = 9_999;
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);
    private static final String NAME = "冯建军";

    private final ConfigurableApplicationContext house;
    private final FundId fund;
    private final Instant now = Instant.now();

    private SafetyPrograms(ConfigurableApplicationContext house) {
        this.house = house;
        this.fund = house.getBean(FundId.class);
    }

    public static void main(String[] args) throws Exception {
        try (ConfigurableApplicationContext house =
                new SpringApplicationBuilder(Tongzhou.class).run("--server.port=0", "--tongzhou.jobs=false")) {
            SafetyPrograms programs = new SafetyPrograms(house);
            switch (args[0]) {
                case "payout" -> programs.payout(Integer.parseInt(args[1]));
                case "settle" -> programs.settle();
                case "pairs" -> programs.pairs(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
    }

    /**
     * A payout in released batches: a quarter of it in one, the rest in many small ones, so that there is always something
     * between two states.
     */
    private void payout(int instructions) {
        List<PersonId> people = people(instructions + 2);
        List<NewInstruction> benefits = IntStream.rangeClosed(1, instructions)
                .mapToObj(i -> benefit(people.get(i + 1), i))
                .toList();
        house.getBean(Payments.class).instructAll(Actor.system(fund), benefits, now);
        Batches batches = house.getBean(Batches.class);
        Actor maker = staff(people.get(0), Role.FINANCE_MAKER);
        Actor checker = staff(people.get(1), Role.FINANCE_CHECKER);
        int large = Math.max(SMALLEST_BATCH, instructions / 4);
        int small = Math.max(SMALLEST_BATCH, (instructions - large) / MOST_SMALL_BATCHES);
        for (int left = instructions; left > 0; left -= left == instructions ? large : small) {
            BatchId id = batches.draft(maker, Wanted.atMost(left == instructions ? large : small), now);
            batches.release(checker, id, batches.get(maker, id).hash(), now);
        }
    }

    /**
     * Twelve days later (value days skip holidays), when what was said to be paid must stand in the bank's book: two people
     * settle what the bank contradicted itself about, by what it shows at its counter. Prints how many.
     */
    private void settle() throws Exception {
        Instant later = now.plus(Duration.ofDays(12));
        for (int i = 0; i < ROUNDS; i++) {
            house.getBean(Dispatcher.class).round(fund, house.getBean(BankLink.class), later);
        }
        Discrepancies discrepancies = house.getBean(Discrepancies.class);
        List<PersonId> people = people(2);
        Actor maker = staff(people.get(0), Role.FINANCE_MAKER);
        Actor checker = staff(people.get(1), Role.FINANCE_CHECKER);
        Set<String> credited = credited();
        int settled = 0;
        for (List<Discrepancy> open = discrepancies.open(maker, "").items();
                !open.isEmpty();
                open = discrepancies.open(maker, "").items()) {
            for (Discrepancy each : open) {
                String id = house.getBean(Payments.class)
                        .get(checker.scope(), java.util.Objects.requireNonNull(each.instruction()))
                        .endToEnd();
                Settlement truth = credited.contains(id) ? Settlement.PAID : Settlement.NOT_PAID;
                discrepancies.propose(maker, each.id(), truth, "银行柜台流水 " + id, later);
                Settled.by(discrepancies, checker, each.id(), later);
                settled++;
            }
        }
        System.out.println("settled " + settled);
    }

    private static Set<String> credited() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(System.getenv("TONGZHOU_BANK_URL") + "/credits"))
                .header("Authorization", "Bearer " + System.getenv("TONGZHOU_BANK_SECRET"))
                .build();
        Set<String> ids = new HashSet<>();
        HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .forEach(line -> ids.add(line.substring(0, line.indexOf('\t'))));
        return ids;
    }

    /**
     * Rounds of so many payouts, each released by two people at once, in two lines side by side: each line at least one
     * round and until the seconds are over.
     */
    private void pairs(int payouts, int seconds) throws Exception {
        Instant limit = Instant.now().plusSeconds(seconds);
        AtomicInteger rounds = new AtomicInteger();
        Callable<SimultaneousReleases.Tally> line = () -> {
            SimultaneousReleases.Tally tally = round(rounds.getAndIncrement(), payouts);
            while (Instant.now().isBefore(limit)) {
                tally = tally.plus(round(rounds.getAndIncrement(), payouts));
            }
            return tally;
        };
        ExecutorService lines = Executors.newFixedThreadPool(LINES);
        try {
            SimultaneousReleases.Tally tally = new SimultaneousReleases.Tally(0, 0);
            for (Future<SimultaneousReleases.Tally> each : lines.invokeAll(Collections.nCopies(LINES, line))) {
                tally = tally.plus(each.get());
            }
            System.out.println("done " + tally.done() + " refused " + tally.refused());
        } finally {
            lines.shutdownNow();
        }
    }

    /** A round by people of its own, on a later working day after every so many rounds: a day holds 9,999 batches. */
    private SimultaneousReleases.Tally round(int number, int payouts) throws Exception {
        List<PersonId> people = people(4);
        int day = number / Math.max(1, BATCHES_A_DAY / payouts);
        Instant at = house.getBean(WorkingDays.class)
                .plus(FIRST_DAY, day)
                .atTime(9, 0)
                .atZone(FundClock.ZONE)
                .toInstant();
        List<NewInstruction> benefits = IntStream.range(0, payouts)
                .mapToObj(i -> benefit(people.get(3), 5_000_000 + number * payouts + i))
                .toList();
        List<SealedPayouts.Sealed> sealed =
                new SealedPayouts(house).of(staff(people.get(0), Role.FINANCE_MAKER), benefits, at);
        Actor one = staff(people.get(1), Role.FINANCE_CHECKER);
        Actor other = staff(people.get(2), Role.FINANCE_CHECKER);
        return new SimultaneousReleases(house.getBean(Batches.class), one, other).run(sealed, at);
    }

    private List<PersonId> people(int count) {
        List<NewPerson> all = IntStream.range(0, count)
                .mapToObj(i -> TestData.newPerson(Sex.MALE, LocalDate.of(1985, 6, 15)))
                .map(each -> new NewPerson(NAME, each.id(), each.phone(), each.card()))
                .toList();
        return house.getBean(People.class).registerAll(fund, all, now);
    }

    private NewInstruction benefit(PersonId payee, int number) {
        return new NewInstruction(
                "claim:" + number,
                payee,
                new PayeeAccount(NAME, "62284800" + String.format("%08d", number), "建设银行", null),
                Money.ofFen(10_000 + number),
                "/" + fund.code() + "/4202/420281/",
                "hospital",
                "HB" + number);
    }

    private Actor staff(PersonId person, Role role) {
        return new Actor(person.value(), "finance", Scope.province(fund), Set.of(role), person, null);
    }
}
