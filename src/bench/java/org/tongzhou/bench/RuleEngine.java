package org.tongzhou.bench;

import java.util.ArrayList;
import java.util.List;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.StatelessKieSession;

/** The same rules in Drools, compiled as an executable model. */
final class RuleEngine {
    private static final String HEAD = """
            package org.tongzhou.bench.rules
            import org.tongzhou.bench.RuleClaim
            """;
    private static final String IN_FORCE = "day >= from, day < until";

    private final KieBase rules;
    private KieSession reused;

    RuleEngine() {
        KieServices services = KieServices.Factory.get();
        KieFileSystem files = services.newKieFileSystem();
        files.write("src/main/resources/org/tongzhou/bench/rules/mix.drl", rules());
        KieBuilder builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
        if (builder.getResults().hasMessages(Message.Level.ERROR)) {
            throw new IllegalStateException(builder.getResults().toString());
        }
        rules = services.newKieContainer(services.getRepository().getDefaultReleaseId())
                .getKieBase();
        reused = rules.newKieSession();
    }

    private static String rules() {
        StringBuilder drl = new StringBuilder(HEAD);
        rule(
                drl,
                "stay",
                "plan == 0, kind == 0, " + IN_FORCE + ", waited >= 30, inScope > 0",
                "$c.pay(($c.getInScope() * 7000 + 5000) / 10000);");
        for (int illness : new int[] {0, 1, 2}) {
            rule(drl, "severe " + illness, lump(1, illness), "$c.paySum(1000000L);");
        }
        for (int illness : new int[] {3, 4}) {
            rule(drl, "mild " + illness, lump(1, illness), "$c.paySum(300000L);");
        }
        for (int illness : new int[] {5, 6}) {
            rule(drl, "women " + illness, lump(2, illness) + ", female == true", "$c.paySum(1500000L);");
        }
        rule(drl, "death", "plan >= 3, kind == 2, " + IN_FORCE + ", died == true", "$c.paySum($c.getInjurySum());");
        rule(
                drl,
                "grade",
                "plan >= 3, kind == 2, " + IN_FORCE + ", died == false, grade > 0",
                "$c.paySum($c.getInjurySum() * (11 - $c.getGrade()) / 10);");
        rule(drl, "gig", "plan == 5, kind == 2, " + IN_FORCE + ", borne > 0", "$c.payCapped(2000000L);");
        return drl.toString();
    }

    private static String lump(int plan, int illness) {
        return "plan == " + plan + ", illness == " + illness + ", " + IN_FORCE + ", waited >= 30";
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

    /** Sessions of a thousand claims, the fastest of the three ways. */
    long batches(List<RuleClaim> claims) {
        long total = 0;
        for (int from = 0; from < claims.size(); from += 1_000) {
            List<RuleClaim> batch = claims.subList(from, Math.min(from + 1_000, claims.size()));
            KieSession session = rules.newKieSession();
            batch.forEach(it -> {
                it.clear();
                session.insert(it);
            });
            session.fireAllRules();
            session.dispose();
            for (RuleClaim claim : batch) {
                total += claim.getPaid();
            }
        }
        return total;
    }

    /** One session, every claim inserted, decided and taken out. */
    long oneSession(List<RuleClaim> claims) {
        long total = 0;
        for (RuleClaim claim : claims) {
            claim.clear();
            var handle = reused.insert(claim);
            reused.fireAllRules();
            reused.delete(handle);
            total += claim.getPaid();
        }
        return total;
    }

    long stateless(List<RuleClaim> claims) {
        StatelessKieSession session = rules.newStatelessKieSession();
        long total = 0;
        for (RuleClaim claim : claims) {
            claim.clear();
            session.execute(claim);
            total += claim.getPaid();
        }
        return total;
    }
}
