package org.tongzhou.payment;

import java.time.Instant;
import java.time.LocalDate;
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

/** A program that fills a fresh fund with a payout, released in batches of ten, and ends. */
final class KillLoopPayout {
    private KillLoopPayout() {}

    public static void main(String[] args) {
        int instructions = Integer.parseInt(args[0]);
        try (ConfigurableApplicationContext house =
                new SpringApplicationBuilder(Tongzhou.class).run("--server.port=0", "--tongzhou.jobs=false")) {
            FundId fund = house.getBean(FundId.class);
            Instant now = Instant.now();
            List<PersonId> people = people(house.getBean(People.class), fund, instructions + 2, now);
            for (int i = 1; i <= instructions; i++) {
                house.getBean(Payments.class).instruct(Actor.system(fund), benefit(fund, people.get(i + 1), i), now);
            }
            Batches batches = house.getBean(Batches.class);
            for (int left = instructions; left > 0; left -= 10) {
                Actor maker = staff(fund, people.get(0), Role.FINANCE_MAKER);
                BatchId id = batches.draft(maker, Wanted.atMost(10), now);
                batches.release(
                        staff(fund, people.get(1), Role.FINANCE_CHECKER),
                        id,
                        batches.get(maker, id).hash(),
                        now);
            }
        }
    }

    private static List<PersonId> people(People people, FundId fund, int count, Instant now) {
        List<NewPerson> all = IntStream.range(0, count)
                .mapToObj(i -> TestData.newPerson(Sex.MALE, LocalDate.of(1985, 6, 15)))
                .map(each -> new NewPerson("冯建军", each.id(), each.phone(), each.card()))
                .toList();
        return people.registerAll(fund, all, now);
    }

    private static NewInstruction benefit(FundId fund, PersonId payee, int number) {
        return new NewInstruction(
                "claim:" + number,
                payee,
                new PayeeAccount("冯建军", "62284800" + String.format("%08d", number), "建设银行", null),
                Money.ofFen(10_000 + number),
                "/" + fund.code() + "/4202/420281/",
                "hospital",
                "HB" + number);
    }

    private static Actor staff(FundId fund, PersonId person, Role role) {
        return new Actor(person.value(), "finance", Scope.province(fund), Set.of(role), person, null);
    }
}
