package org.tongzhou.hospital;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.stereotype.Component;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.IssuedCredential;
import org.tongzhou.access.NewAccount;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.TestData;

/** Fixtures as phrases: registered hospitals with their credentials, and bundles that they send. */
@Component
public class Reporting {
    private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime() % 1_000_000_000L);

    private final Senders senders;
    private final Accounts accounts;
    private final TestData data;

    Reporting(Senders senders, Accounts accounts, TestData data) {
        this.senders = senders;
        this.accounts = accounts;
        this.data = data;
    }

    /** A registered sender: its name, its program as an actor, and how it calls. */
    public record House(String name, Actor program, RequestPostProcessor credential) {}

    public House hospital(String path, boolean trusted) {
        return sender(path, Sender.Kind.HOSPITAL, trusted);
    }

    public House sender(String path, Sender.Kind kind, boolean trusted) {
        Actor admin = Actor.system(TestData.FUND);
        long number = NUMBERS.getAndIncrement();
        String name = "样例医院" + number;
        NewAccount account = new NewAccount("his" + number, "信息科", data.person(), null, path, Set.of(Role.PARTNER));
        IssuedCredential issued =
                senders.register(admin, new Senders.NewSender(name, kind, trusted, account), TestData.NOW);
        Actor program =
                accounts.standing(TestData.FUND, issued.account()).orElseThrow().actor();
        return new House(
                name, program, SecurityMockMvcRequestPostProcessors.httpBasic(issued.clientId(), issued.secret()));
    }

    /** A stay with everything that a direct payment needs; the in-scope part is all that was borne, in yuan. */
    public record Stay(String name, String identity, LocalDate from, LocalDate to, String inScope, String number) {
        public static Stay of(String name, String identity, String inScope) {
            return new Stay(
                    name,
                    identity,
                    LocalDate.of(2026, 1, 19),
                    LocalDate.of(2026, 2, 3),
                    inScope,
                    "ZY" + NUMBERS.getAndIncrement());
        }

        public Stay called(String other) {
            return new Stay(other, identity, from, to, inScope, number);
        }

        public Stay numbered(String other) {
            return new Stay(name, other, from, to, inScope, number);
        }

        public Stay costing(String other) {
            return new Stay(name, identity, from, to, other, number);
        }
    }

    /** A transaction bundle under a reference. */
    public static byte[] bundle(String reference, Stay stay) {
        return """
                {"resourceType":"Bundle","type":"transaction","identifier":{"system":"urn:his","value":"%s"},"entry":[
                 {"fullUrl":"urn:uuid:p","resource":{"resourceType":"Patient","identifier":[{"value":"%s"}],"name":[{"text":"%s"}]}},
                 {"fullUrl":"urn:uuid:e","resource":{"resourceType":"Encounter","identifier":[{"value":"%s"}],"status":"finished",
                  "class":{"code":"IMP"},"subject":{"reference":"urn:uuid:p"},"period":{"start":"%s","end":"%s"},
                  "reasonCode":[{"text":"胆囊结石 K80.2"}]}},
                 {"fullUrl":"urn:uuid:b","resource":{"resourceType":"ExplanationOfBenefit","identifier":[{"value":"JS-%s"}],
                  "total":[{"category":{"text":"费用总额"},"amount":{"value":%s,"currency":"CNY"}},
                   {"category":{"text":"统筹基金支付"},"amount":{"value":0}},{"category":{"text":"其他支付"},"amount":{"value":0}},
                   {"category":{"text":"个人账户支付"},"amount":{"value":0}},
                   {"category":{"text":"个人自付"},"amount":{"value":%s}}]}}]}
                """.formatted(
                        reference,
                        stay.identity(),
                        stay.name(),
                        stay.number(),
                        stay.from(),
                        stay.to(),
                        stay.number(),
                        stay.inScope(),
                        stay.inScope())
                .getBytes(StandardCharsets.UTF_8);
    }
}
