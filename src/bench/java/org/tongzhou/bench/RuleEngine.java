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
 * gets its amount, all reasons and its consumption; no words. Sums, rates, caps and shares stand in the rules, which test
 * them against the claim's figures; a claim that several rules close gets each of their reasons.
 */
final class RuleEngine {
    private static final int BATCH = 1_000;
    private static final String HEAD = """
            package org.tongzhou.bench.rules
            import org.tongzhou.bench.RuleClaim
            import org.tongzhou.adjudication.Reason
            """;
    private static final String COVERED = "day >= 20089, day >= from, day < until";
    private static final String WAITED = "day >= since + 30";

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
        refuse(drl, "WAITING_PERIOD", "plan <= 2, day < since + 30");
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
        String pays = "plan == 0, kind == 0, inScope > 0, " + COVERED + ", " + WAITED;
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
        String sum = perUnit + " * units";
        refuse(drl, "ALREADY_USED", when + ", usedSum >= " + sum);
        String pays = when + ", usedSum < " + sum + ", " + COVERED + ", " + WAITED + and;
        rule(drl, name, pays, "$c.paySum(" + perUnit + " * $c.getUnits() - $c.getUsedSum());");
    }

    private static void accidents(StringBuilder drl) {
        refuse(drl, "EVENT_NOT_COVERED", "plan >= 3, kind != 2");
        injuries(drl, "long", "plan == 3 || plan == 5", "5000000L");
        injuries(drl, "short", "plan == 4", "2000000L");
        String treated = "plan == 5, kind == 2, borne > 0, ";
        refuse(drl, "LIMIT_USED", treated + "usedCost >= 2000000L * units");
        String pays = treated + "usedCost < 2000000L * units, " + COVERED;
        String left = "2000000L * $c.getUnits() - $c.getUsedCost()";
        rule(drl, "treatment", pays, "$c.payCapped(Math.min($c.getBorne(), " + left + "));");
    }

    /** The whole sum on death, a tenth less for each grade, and up to the whole while no grade is known. */
    private static void injuries(StringBuilder drl, String name, String plans, String perUnit) {
        String injured = plans + ", kind == 2, ";
        injury(drl, name + " died", injured + "died == true", perUnit + " * units", "paySum");
        String graded = perUnit + " * units * (11 - grade) / 10";
        injury(drl, name + " graded", injured + "died == false, grade > 0", graded, "paySum");
        injury(drl, name + " not graded", injured + "died == false, grade == 0", perUnit + " * units", "mayPay");
    }

    private static void injury(StringBuilder drl, String name, String when, String sum, String pay) {
        refuse(drl, "ALREADY_USED", when + ", usedSum >= " + sum);
        String worth = sum.replace("units", "$c.getUnits()").replace("grade", "$c.getGrade()");
        String pays = when + ", usedSum < " + sum + ", " + COVERED;
        rule(drl, name, pays, "$c." + pay + "(" + worth + " - $c.getUsedSum());");
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
