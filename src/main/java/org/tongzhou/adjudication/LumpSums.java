package org.tongzhou.adjudication;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.Benefit.ClassList;
import org.tongzhou.plan.Benefit.LumpSum;
import org.tongzhou.plan.Benefit.Part;
import org.tongzhou.plan.DiseaseClass;
import org.tongzhou.plan.Icd10;
import org.tongzhou.plan.Per;
import org.tongzhou.plan.PlanVersion;

/** A fixed sum by disease class: open to every class that the diagnosis may belong to until a person confirms one. */
final class LumpSums extends Section {
    private final PlanVersion plan;
    private final LumpSum benefit;
    private final Listed[] lists;
    private final Map<String, Confirmed> classes = new HashMap<>();

    private record Confirmed(Listed list, DiseaseClass disease) {}

    LumpSums(PlanVersion plan, LumpSum benefit) {
        super(plan, benefit);
        this.plan = plan;
        this.benefit = benefit;
        this.lists = benefit.lists().stream().map(this::listed).toArray(Listed[]::new);
        for (Listed list : lists) {
            list.list.classes().forEach(it -> classes.putIfAbsent(it.code(), new Confirmed(list, it)));
        }
    }

    private Listed listed(ClassList list) {
        String own = name + "/" + list.code();
        Limit limit = Limit.own(benefit.eachList() ? own : name, benefit.once());
        Limit entitled = benefit.once() == Per.LIFE ? Limit.own(own + LimitKey.ENTITLED, Per.LIFE) : null;
        return new Listed(list, limit, entitled, plan.citation(list.clause()));
    }

    /** One list, with the diagnosis codes that open it as pairs of numbers. */
    private static final class Listed {
        private final ClassList list;
        private final Limit limit;

        /** What the list came to when it paid; over a life units and sums change, and it pays once all the same. */
        private final @Nullable Limit entitled;

        private final String clause;
        private final int[] codes;

        Listed(ClassList list, Limit limit, @Nullable Limit entitled, String clause) {
            this.list = list;
            this.limit = limit;
            this.entitled = entitled;
            this.clause = clause;
            this.codes = list.classes().stream()
                    .flatMap(it -> it.icd10().stream())
                    .flatMapToInt(it -> java.util.stream.IntStream.of(it.low(), it.high()))
                    .toArray();
        }

        boolean isAsGraveAs(Listed other) {
            return list.perUnit().value().compareTo(other.list.perUnit().value()) >= 0;
        }

        long sumFen(int units) {
            return Math.multiplyExact(list.perUnit().value().fen(), units);
        }

        boolean opensTo(Iterable<Icd10> diagnoses) {
            for (Icd10 diagnosis : diagnoses) {
                int low = diagnosis.low();
                int high = diagnosis.high();
                for (int i = 0; i < codes.length; i += 2) {
                    if (codes[i] <= high && low <= codes[i + 1]) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    @Override
    void work(Run run) {
        if (run.facts.findings().diseaseClass().isEmpty()) {
            open(run);
            return;
        }
        Confirmed confirmed = classes.get(run.facts.findings().diseaseClass().get());
        if (confirmed == null) {
            notInClass(run);
        } else {
            due(run, confirmed);
        }
    }

    private Use use(Run run, Listed list) {
        return run.limits.of(list.limit, day(run.facts));
    }

    private static long paidFen(Run run, Use use) {
        return Exact.roundHalfUp(run.limits.usedExact(use));
    }

    private long leftFen(Run run, Listed list, long paid) {
        return Math.max(wholeFen(run, list) - paid, 0);
    }

    /**
     * What a list comes to in all: its sum, but no more than it, or one as grave, came to when it paid, though units or sums have
     * grown and a part was given back since. What was paid before lists were kept is not known by list.
     */
    private long wholeFen(Run run, Listed list) {
        long whole = list.sumFen(run.units());
        for (Listed other : lists) {
            boolean counts = benefit.eachList() ? other == list : other.isAsGraveAs(list);
            if (counts && other.entitled != null) {
                long before = paidFen(run, run.limits.of(other.entitled, day(run.facts)));
                whole = before > 0 ? Math.min(whole, before) : whole;
            }
        }
        return whole;
    }

    private void due(Run run, Confirmed confirmed) {
        Listed list = confirmed.list();
        Use use = use(run, list);
        long paid = paidFen(run, use);
        long left = leftFen(run, list, paid);
        if (left == 0) {
            alreadyUsed(run, paid);
            return;
        }
        run.amount = Exact.ofFen(wholeFen(run, list));
        if (run.trace.on()) {
            steps(run, confirmed, paid);
        }
        entitle(run, list);
        run.amount = Exact.ofFen(left);
        run.limits.useFinal(use);
        run.due(paid);
    }

    /** Once: what was given back may be paid again under it. */
    private void entitle(Run run, Listed list) {
        if (list.entitled != null) {
            Use entitled = run.limits.of(list.entitled, day(run.facts));
            if (paidFen(run, entitled) == 0) {
                run.limits.useIfPaid(entitled, run.amount);
            }
        }
    }

    private void steps(Run run, Confirmed confirmed, long paid) {
        Listed list = confirmed.list();
        BigDecimal sum = BigDecimal.valueOf(list.sumFen(run.units()));
        run.trace.step("lump_sum", Op.START, sum, list.clause, sumFacts(run, list, confirmed.disease()));
        list.list.parts().forEach(part -> part(run, part));
        if (run.facts.diagnoses().stream().noneMatch(confirmed.disease()::mayInclude)) {
            run.trace.note("class_by_person", null);
        }
        run.trace.example(list.list.perUnit().example());
        if (run.amountFen().compareTo(sum) < 0) {
            run.step("lump_sum.once", Op.LIMIT, clause, run.exactFact("came_to", run.amount));
        }
        alreadyPaid(run, paid);
    }

    private void part(Run run, Part part) {
        run.trace.note(
                "part",
                plan.citation(part.clause()),
                Fact.money("per_unit", part.perUnit().value()),
                Fact.count("units", run.units()),
                Fact.text("part_zh", part.name().zh()),
                Fact.text("part_en", part.name().en()));
    }

    private void alreadyPaid(Run run, long paid) {
        if (paid > 0) {
            run.trace.step("already_paid", Op.MINUS, BigDecimal.valueOf(paid), clause);
        }
    }

    private void open(Run run) {
        boolean opened = false;
        long most = 0;
        long paid = 0;
        for (Listed list : lists) {
            if (list.opensTo(run.facts.diagnoses())) {
                opened = true;
                long before = paidFen(run, use(run, list));
                paid = Math.max(paid, before);
                most = Math.max(most, leftFen(run, list, before));
            }
        }
        if (!opened) {
            notInClass(run);
            return;
        }
        if (run.trace.on()) {
            choices(run, most > 0);
        }
        if (most == 0) {
            alreadyUsed(run, paid);
        } else {
            alreadyPaid(run, paid);
            run.trace.missing(new Missing(Missing.Code.CONFIRM_CLASS, List.of()));
            run.open(most);
        }
    }

    private void choices(Run run, boolean payable) {
        for (Listed list : lists) {
            long upTo = leftFen(run, list, paidFen(run, use(run, list)));
            for (DiseaseClass disease : list.list.classes()) {
                if (payable && run.facts.diagnoses().stream().anyMatch(disease::mayInclude)) {
                    BigDecimal sum = BigDecimal.valueOf(list.sumFen(run.units()));
                    run.trace.step("may_be", Op.NOTE, sum, list.clause, sumFacts(run, list, disease));
                    run.trace.candidate(new Candidate(benefit.code(), list.list.code(), disease, Money.ofFen(upTo)));
                }
            }
        }
    }

    /** The disease's name goes in both languages: {2} in Chinese sentences, {3} in English ones. */
    private static Fact[] sumFacts(Run run, Listed list, DiseaseClass disease) {
        return new Fact[] {
            Fact.money("per_unit", list.list.perUnit().value()),
            Fact.count("units", run.units()),
            Fact.text("disease_zh", disease.name().zh()),
            Fact.text("disease_en", disease.name().en())
        };
    }

    private void notInClass(Run run) {
        run.close(Reason.Code.NOT_IN_CLASS, lists[0].clause, run.trace.on() ? diagnoses(run) : Run.NO_FACTS);
    }

    private static Fact[] diagnoses(Run run) {
        String codes = run.facts.diagnoses().stream().sorted().map(Icd10::code).collect(Collectors.joining(", "));
        return new Fact[] {Fact.text("diagnoses", codes.isEmpty() ? "—" : codes)};
    }

    private void alreadyUsed(Run run, long paid) {
        Fact[] values = run.trace.on() ? new Fact[] {Fact.money("paid", Money.ofFen(paid))} : Run.NO_FACTS;
        run.close(Reason.Code.ALREADY_USED, clause, values);
    }
}
