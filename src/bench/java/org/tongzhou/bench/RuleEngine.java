package org.tongzhou.bench;

import java.util.ArrayList;
import java.util.List;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.conf.SequentialOption;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.StatelessKieSession;
import org.kie.internal.conf.AlphaThresholdOption;

/**
 * The rules that the mix touches, in Drools: an executable model, constraints that rules share first in each of them so
 * that they are looked at once, equality on the plan hashed, flat facts of numbers, no rule that wakes another. Each claim
 * gets its amount, all reasons and its consumption; no words.
 */
final class RuleEngine {
    private static final int BATCH = 1_000;
    private static final String HEAD = """
            package org.tongzhou.bench.rules
            import org.tongzhou.bench.RuleClaim
            import org.tongzhou.adjudication.Reason
            """;
    private static final String COVERED = "day >= 20089, day >= from, day < until";

    private final KieBase rules;
    private final KieBase sequential;
    private final KieSession reused;

    RuleEngine() {
        KieServices services = KieServices.Factory.get();
        KieFileSystem files = services.newKieFileSystem();
        files.write("src/main/resources/org/tongzhou/bench/rules/mix.drl", rules());
        KieBuilder builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
        if (builder.getResults().hasMessages(Message.Level.ERROR)) {
            throw new IllegalStateException(builder.getResults().toString());
        }
        KieContainer container =
                services.newKieContainer(services.getRepository().getDefaultReleaseId());
        rules = container.newKieBase(configuration(services, SequentialOption.NO));
        sequential = container.newKieBase(configuration(services, SequentialOption.YES));
        reused = rules.newKieSession();
    }

    private static KieBaseConfiguration configuration(KieServices services, SequentialOption order) {
        KieBaseConfiguration configuration = services.newKieBaseConfiguration();
        configuration.setOption(order);
        configuration.setOption(AlphaThresholdOption.get(3));
        return configuration;
    }

    private static String rules() {
        StringBuilder drl = new StringBuilder(HEAD);
        refuse(drl, "PLAN_NOT_IN_FORCE", "day < 20089");
        refuse(drl, "OUTSIDE_COVER", "day < from || day >= until");
        refuse(drl, "WAITING_PERIOD", "plan <= 2, waited < 30");
        refuse(drl, "WRONG_SEX", "plan == 2, female == false");
        refuse(drl, "NO_BILL", "plan == 0 || plan == 5, borne == 0");
        stays(drl);
        lumps(drl);
        accidents(drl);
        return drl.toString();
    }

    private static void stays(StringBuilder drl) {
        refuse(drl, "EVENT_NOT_COVERED", "plan == 0, kind != 0");
        refuse(drl, "NOTHING_BORNE", "plan == 0, kind == 0, inScope == 0, borne > 0");
        String pays = "plan == 0, kind == 0, inScope > 0, " + COVERED + ", waited >= 30";
        rule(drl, "stay", pays, "$c.payCost(($c.getInScope() * 7000 + 5000) / 10000);");
    }

    private static void lumps(StringBuilder drl) {
        refuse(drl, "NOT_IN_CLASS", "plan == 1, illness > 4");
        refuse(drl, "NOT_IN_CLASS", "plan == 2, illness != 5, illness != 6");
        lump(drl, "severe", "plan == 1, illness <= 2", "1000000L", "");
        lump(drl, "mild", "plan == 1, illness == 3 || illness == 4", "300000L", "");
        lump(drl, "women", "plan == 2, illness == 5 || illness == 6", "1500000L", ", female == true");
    }

    private static void lump(StringBuilder drl, String name, String when, String perUnit, String and) {
        String left = "lump(" + perUnit + ")";
        refuse(drl, "ALREADY_USED", when + ", " + left + " <= 0");
        String pays = when + ", " + left + " > 0, " + COVERED + ", waited >= 30" + and;
        rule(drl, name, pays, "$c.paySum($c." + left + ");");
    }

    private static void accidents(StringBuilder drl) {
        refuse(drl, "EVENT_NOT_COVERED", "plan >= 3, kind != 2");
        refuse(drl, "ALREADY_USED", "plan >= 3, kind == 2, injury <= 0");
        String injured = "plan >= 3, kind == 2, injury > 0, " + COVERED;
        rule(drl, "injury", injured + ", died == true || grade > 0", "$c.paySum($c.getInjury());");
        rule(drl, "not graded", injured + ", died == false, grade == 0", "$c.mayPay($c.getInjury());");
        String treated = "plan == 5, kind == 2, borne > 0, ";
        refuse(drl, "LIMIT_USED", treated + "left == 0");
        rule(
                drl,
                "treatment",
                treated + "left > 0, " + COVERED,
                "$c.payCapped(Math.min($c.getBorne(), $c.getLeft()));");
    }

    private static void refuse(StringBuilder drl, String code, String when) {
        rule(drl, code + " if " + when, when, "$c.refuse(Reason.Code." + code + ");");
    }

    private static void rule(StringBuilder drl, String name, String when, String then) {
        drl.append("rule \"")
                .append(name)
                .append("\" when $c: RuleClaim(")
                .append(when)
                .append(") then ")
                .append(then)
                .append(" end\n");
    }

    static List<RuleClaim> claims(List<ClaimMix.Flat> claims) {
        List<RuleClaim> facts = new ArrayList<>(claims.size());
        claims.forEach(it -> facts.add(new RuleClaim(it)));
        return facts;
    }

    private interface Deciding {
        void decide(List<RuleClaim> batch);
    }

    private static long byBatches(List<RuleClaim> claims, Deciding session) {
        long total = 0;
        for (int from = 0; from < claims.size(); from += BATCH) {
            List<RuleClaim> batch = claims.subList(from, Math.min(from + BATCH, claims.size()));
            batch.forEach(RuleClaim::clear);
            session.decide(batch);
            for (RuleClaim claim : batch) {
                total += claim.sum();
            }
        }
        return total;
    }

    /** A new session for each thousand claims, all put in, then all decided. */
    long batches(List<RuleClaim> claims) {
        return byBatches(claims, batch -> {
            KieSession session = rules.newKieSession();
            batch.forEach(session::insert);
            session.fireAllRules();
            session.dispose();
        });
    }

    /** A thousand claims at a time given to a stateless session in sequential mode, where no rule wakes another. */
    long sequentially(List<RuleClaim> claims) {
        StatelessKieSession session = sequential.newStatelessKieSession();
        return byBatches(claims, session::execute);
    }

    /** One session, every claim inserted, decided and taken out. */
    long oneSession(List<RuleClaim> claims) {
        long total = 0;
        for (RuleClaim claim : claims) {
            claim.clear();
            var handle = reused.insert(claim);
            reused.fireAllRules();
            reused.delete(handle);
            total += claim.sum();
        }
        return total;
    }

    /** A stateless session asked claim by claim, as a service would. */
    long stateless(List<RuleClaim> claims) {
        StatelessKieSession session = rules.newStatelessKieSession();
        long total = 0;
        for (RuleClaim claim : claims) {
            claim.clear();
            session.execute(claim);
            total += claim.sum();
        }
        return total;
    }
}
