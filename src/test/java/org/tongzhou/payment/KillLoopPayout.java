package org.tongzhou.payment;

import java.time.Instant;
import java.util.Set;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.tongzhou.Tongzhou;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;

/** A program that fills a fresh fund with a payout, released in batches of ten, and ends. */
final class KillLoopPayout {
    private KillLoopPayout() {}

    public static void main(String[] args) {
        int instructions = Integer.parseInt(args[0]);
        try (ConfigurableApplicationContext house =
                new SpringApplicationBuilder(Tongzhou.class).run("--server.port=0", "--tongzhou.jobs=false")) {
            FundId fund = house.getBean(FundId.class);
            Instant now = Instant.now();
            for (int i = 1; i <= instructions; i++) {
                house.getBean(Payments.class).instruct(Actor.system(fund), benefit(fund, i), now);
            }
            Batches batches = house.getBean(Batches.class);
            for (int left = instructions; left > 0; left -= 10) {
                Actor maker = staff(fund, 1, Role.FINANCE_MAKER);
                BatchId id = batches.draft(maker, 10, now);
                batches.release(
                        staff(fund, 2, Role.FINANCE_CHECKER),
                        id,
                        batches.get(maker, id).hash(),
                        now);
            }
        }
    }

    private static NewInstruction benefit(FundId fund, int number) {
        return new NewInstruction(
                "claim:" + number,
                new PersonId(1_000_000 + number),
                new PayeeAccount("冯建军", "62284800" + String.format("%08d", number), "建设银行", null),
                Money.ofFen(10_000 + number),
                "/" + fund.code() + "/4202/420281/",
                "hospital",
                "HB" + number);
    }

    private static Actor staff(FundId fund, long person, Role role) {
        return new Actor(person, "finance", Scope.province(fund), Set.of(role), new PersonId(person), null);
    }
}
