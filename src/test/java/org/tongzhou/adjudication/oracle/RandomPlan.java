package org.tongzhou.adjudication.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tongzhou.plan.PlanFile;
import org.tongzhou.plan.PlanVersion;

/** A plan drawn at random, once as a plan file and once as rows of a table; neither is made from the other. */
record RandomPlan(int number, String base, boolean mayExceedBorne, List<Row> rows, PlanVersion plan, String text) {
    private static final List<String> BASES = List.of("in_scope", "out_of_scope", "borne", "total", "total_in_scope");
    private static final List<String> MULTIPLYING = List.of("rate", "rate_by_stay", "tiers", "brackets");
    private static final List<String> OTHERS = List.of("deductible", "floor", "cap", "stays");
    private static final List<String> PERIODS = List.of("event", "term", "life");

    /** One rule as the query reads it: fen, basis points; {@code tops} and {@code rates} of tiers, brackets and stays. */
    record Row(
            String kind,
            String per,
            BigDecimal fen,
            boolean perUnit,
            List<BigDecimal> tops,
            List<Integer> rates,
            List<BigDecimal> sums) {
        static Row plain(String kind, String per, BigDecimal fen, boolean perUnit) {
            return new Row(kind, per, fen, perUnit, List.of(), List.of(), List.of());
        }

        static Row rates(String kind, String per, List<BigDecimal> tops, List<Integer> rates) {
            return new Row(kind, per, BigDecimal.ZERO, false, tops, rates, List.of());
        }
    }

    static RandomPlan draw(int number, Random random) {
        List<String> kinds = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            kinds.add(pick(MULTIPLYING, random));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            kinds.add(pick(OTHERS, random));
        }
        if (kinds.isEmpty()) {
            kinds.add("rate");
        }
        Collections.shuffle(kinds, random);
        floorsBeforeCaps(kinds);
        List<Row> rows = new ArrayList<>();
        StringBuilder rules = new StringBuilder();
        for (String kind : kinds) {
            rules.append("      - ").append(rule(kind, random, rows)).append("\n");
        }
        String base = pick(BASES, random);
        boolean mayExceed = random.nextInt(3) == 0;
        String text = file(number, base, mayExceed, rules.toString());
        PlanFile.Parsed parsed = PlanFile.parse("random.yaml", text);
        PlanVersion plan = parsed.plan().orElseThrow(() -> new AssertionError(parsed.faults() + "\n" + text));
        return new RandomPlan(number, base, mayExceed, List.copyOf(rows), plan, text);
    }

    /** A plan may not raise again what it has capped, until a rate made something else of it. */
    private static void floorsBeforeCaps(List<String> kinds) {
        for (int i = 0; i < kinds.size(); i++) {
            for (int j = i; kinds.get(j).equals("floor") && isCapped(kinds, j); j--) {
                Collections.swap(kinds, j, j - 1);
            }
        }
    }

    private static boolean isCapped(List<String> kinds, int place) {
        for (int i = place - 1; i >= 0 && !MULTIPLYING.contains(kinds.get(i)); i--) {
            if (kinds.get(i).equals("cap")) {
                return true;
            }
        }
        return false;
    }

    private static String rule(String kind, Random random, List<Row> rows) {
        String per = pick(PERIODS, random);
        boolean perUnit = random.nextBoolean();
        String suffix = perUnit ? "_per_unit" : "";
        BigDecimal yuan = yuan(random, kind.equals("cap") ? 20_000 : 3_000);
        BigDecimal fen = yuan.movePointRight(2);
        switch (kind) {
            case "deductible", "cap" -> {
                rows.add(Row.plain(kind, per, fen, perUnit));
                return "{" + kind + suffix + ": " + yuan + ", per: " + per + ", clause: \"1\"}";
            }
            case "floor" -> {
                boolean onDeath = random.nextInt(3) == 0;
                rows.add(Row.plain(onDeath ? "floor_on_death" : "floor", "event", fen, perUnit));
                return "{floor" + suffix + ": " + yuan + (onDeath ? ", when: death" : "") + ", clause: \"1\"}";
            }
            case "stays" -> {
                int most = random.nextInt(4);
                rows.add(Row.plain(kind, per, BigDecimal.valueOf(most), false));
                return "{stays_at_most: " + most + ", per: " + per + ", clause: \"1\"}";
            }
            case "rate" -> {
                int rate = rate(random);
                rows.add(Row.rates(kind, "event", List.of(), List.of(rate)));
                return "{rate: " + percent(rate) + ", clause: \"1\"}";
            }
            case "rate_by_stay" -> {
                List<Integer> rates = rates(1 + random.nextInt(3), random);
                rows.add(Row.rates(kind, per, List.of(), rates));
                return "{rate_by_stay: ["
                        + rates.stream().map(RandomPlan::percent).collect(Collectors.joining(", "))
                        + "], per: " + per + ", clause: \"1\"}";
            }
            case "tiers" -> {
                return tiers(per, random, rows);
            }
            default -> {
                return brackets(random, rows);
            }
        }
    }

    private static String tiers(String per, Random random, List<Row> rows) {
        List<BigDecimal> tops = rising(random.nextInt(4), random);
        List<Integer> rates = rates(tops.size() + 1, random);
        rows.add(Row.rates(
                "tiers", per, tops.stream().map(it -> it.movePointRight(2)).toList(), rates));
        String tiers = IntStream.range(0, rates.size())
                .mapToObj(i -> "{" + (i < tops.size() ? "up_to: " + tops.get(i) + ", " : "") + "rate: "
                        + percent(rates.get(i)) + "}")
                .collect(Collectors.joining(", "));
        return "{tiers: [" + tiers + "], per: " + per + ", clause: \"1\"}";
    }

    private static String brackets(Random random, List<Row> rows) {
        List<BigDecimal> froms = rising(1 + random.nextInt(3), random);
        boolean perUnit = random.nextBoolean();
        List<Integer> rates = new ArrayList<>();
        List<BigDecimal> sums = new ArrayList<>();
        List<String> written = new ArrayList<>();
        for (BigDecimal from : froms) {
            boolean fixed = random.nextBoolean();
            int rate = fixed ? 0 : rate(random);
            BigDecimal sum = fixed ? yuan(random, 5_000) : BigDecimal.ZERO;
            rates.add(rate);
            sums.add(sum.movePointRight(2));
            String pays = fixed ? "pays" + (perUnit ? "_per_unit" : "") + ": " + sum : "rate: " + percent(rate);
            written.add("{from: " + from + ", " + pays + "}");
        }
        List<BigDecimal> inFen = froms.stream().map(it -> it.movePointRight(2)).toList();
        rows.add(new Row("brackets", "event", BigDecimal.ZERO, perUnit, inFen, rates, sums));
        return "{brackets: [" + String.join(", ", written) + "], clause: \"1\"}";
    }

    private static List<BigDecimal> rising(int count, Random random) {
        List<BigDecimal> rising = new ArrayList<>();
        BigDecimal last = BigDecimal.ZERO;
        for (int i = 0; i < count; i++) {
            last = last.add(yuan(random, 6_000));
            rising.add(last);
        }
        return rising;
    }

    /** From 0.01 to {@code most} yuan, often round. */
    private static BigDecimal yuan(Random random, int most) {
        return random.nextBoolean()
                ? BigDecimal.valueOf(100L * (1 + random.nextInt(most)), 2)
                : BigDecimal.valueOf(1L + random.nextInt(100 * most), 2);
    }

    private static List<Integer> rates(int count, Random random) {
        return IntStream.range(0, count).mapToObj(i -> rate(random)).toList();
    }

    private static int rate(Random random) {
        return random.nextBoolean() ? 100 * (1 + random.nextInt(100)) : 1 + random.nextInt(10_000);
    }

    private static String percent(int basisPoints) {
        return String.format(Locale.ROOT, "%d.%02d%%", basisPoints / 100, basisPoints % 100);
    }

    private static <T> T pick(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static String file(int number, String base, boolean mayExceed, String rules) {
        return """
                plan: random-%d
                edition: "1"
                order: 1
                name: {zh: 随机, en: Random}
                summary: {zh: 随机, en: Random}
                valid_from: 2020-01-01
                joining:
                  sex: any
                  age: {from: 16, to: 60}
                  employee_medical: true
                  fee: {per_person: 1.00}
                  max_units: 4
                  term_months: 12
                  grace_months: 1
                claiming:
                  cover: {clause: "1"}
                  waiting: {days: 0, waived_on_renewal: true, clause: "1"}
                  filing: {within_days: none, clause: "1"}
                  papers:
                    hospital: [receipt]
                benefits:
                  - reimbursement: cost
                    name: {zh: 费用, en: Cost}
                    opens_on: stay
                    base: %s
                    may_exceed_borne: %s
                    clause: "1"
                    rules:
                %sclauses:
                  "1": {zh: 条款, en: Clause}
                """.formatted(number, base, mayExceed, rules);
    }
}
