package org.tongzhou.payment;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.tongzhou.Tongzhou;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.testing.TestData;

/** Programs that use the doors of a fund and end: {@code payout N}, {@code settle}, {@code pairs N SECONDS}. */
final class SafetyPrograms {
    private static final int SMALLEST_BATCH = 10;
    private static final int MOST_SMALL_BATCHES = 500;
    private static final int ROUNDS = 12;
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
        for (int i = 1; i <= instructions; i++) {
            house.getBean(Payments.class).instruct(Actor.system(fund), benefit(people.get(i + 1), i), now);
        }
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
        for (List<Discrepancy> open = discrepancies.open(maker); !open.isEmpty(); open = discrepancies.open(maker)) {
            for (Discrepancy each : open) {
                String id = house.getBean(Payments.class)
                        .get(checker.scope(), java.util.Objects.requireNonNull(each.instruction()))
                        .endToEnd();
                Settlement truth = credited.contains(id) ? Settlement.PAID : Settlement.NOT_PAID;
                discrepancies.propose(maker, each.id(), truth, "银行柜台流水 " + id, later);
                discrepancies.settle(checker, each.id(), later);
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

    /** Rounds of so many payouts, each released by two people at once, at least one round and until the seconds are over. */
    private void pairs(int payouts, int seconds) throws Exception {
        Instant limit = Instant.now().plusSeconds(seconds);
        int done = 0;
        int refused = 0;
        for (int first = 5_000_000; first == 5_000_000 || Instant.now().isBefore(limit); first += payouts) {
            SimultaneousReleases.Tally tally = pairs(first, payouts, people(4));
            done += tally.done();
            refused += tally.refused();
        }
        System.out.println("done " + done + " refused " + refused);
    }

    private SimultaneousReleases.Tally pairs(int first, int payouts, List<PersonId> people) throws Exception {
        SimultaneousReleases releases = new SimultaneousReleases(
                house.getBean(Batches.class),
                staff(people.get(0), Role.FINANCE_MAKER),
                List.of(staff(people.get(1), Role.FINANCE_CHECKER), staff(people.get(2), Role.FINANCE_CHECKER)),
                now);
        return releases.run(
                payouts,
                number -> house.getBean(Payments.class)
                        .instruct(Actor.system(fund), benefit(people.get(3), first + number), now));
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
