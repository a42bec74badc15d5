package org.tongzhou.catalogue.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.tongzhou.catalogue.web.PlanList.Value;
import org.tongzhou.catalogue.web.PlanPage.BenefitCard;
import org.tongzhou.catalogue.web.PlanPage.ClassRow;
import org.tongzhou.catalogue.web.PlanPage.ClassTable;
import org.tongzhou.catalogue.web.PlanPage.PaperGroup;
import org.tongzhou.catalogue.web.PlanPage.Quote;
import org.tongzhou.catalogue.web.PlanPage.Row;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.Benefit;
import org.tongzhou.plan.Benefit.Allowance;
import org.tongzhou.plan.Benefit.ClassList;
import org.tongzhou.plan.Benefit.Disability;
import org.tongzhou.plan.Benefit.LumpSum;
import org.tongzhou.plan.Benefit.Reimbursement;
import org.tongzhou.plan.DiseaseClass;
import org.tongzhou.plan.Fee;
import org.tongzhou.plan.IcdRange;
import org.tongzhou.plan.Joining;
import org.tongzhou.plan.Occasion;
import org.tongzhou.plan.PaperAsk;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.plan.Stated;
import org.tongzhou.shell.Frame;

/** Puts a plan version into the words of one reader. */
final class PlanWords {
    private final Frame frame;
    private final Locale locale;
    private final RuleWords rules;
    private boolean examples;

    PlanWords(Frame frame) {
        this.frame = frame;
        this.locale = frame.words().locale();
        this.rules = new RuleWords(frame, this::value);
    }

    PlanList.Line line(PlanVersion plan) {
        return new PlanList.Line(
                plan.code().value(),
                plan.name().in(locale),
                plan.heading().summary().in(locale),
                who(plan),
                fee(plan.joining().fee()),
                count("catalogue.units", plan.joining().maxUnits()),
                waiting(plan));
    }

    PlanPage page(PlanVersion plan, String retired) {
        List<Row> joining = joining(plan);
        List<BenefitCard> benefits = plan.benefits().stream().map(this::benefit).toList();
        List<Quote> clauses = plan.clauses().values().stream()
                .map(clause -> new Quote(clause.id(), clause.text().in(locale)))
                .toList();
        PlanPage.Head head = new PlanPage.Head(
                plan.code().value(),
                plan.name().in(locale),
                plan.heading().summary().in(locale),
                plan.edition(),
                validity(plan),
                retired,
                examples);
        return new PlanPage(head, joining, benefits, papers(plan.claiming().papers()), clauses);
    }

    private String validity(PlanVersion plan) {
        return plan.heading()
                .validTo()
                .map(end -> frame.fmt().range(plan.heading().validFrom(), end.minusDays(1)))
                .orElseGet(
                        () -> frame.say("catalogue.valid_from", plan.heading().validFrom()));
    }

    private String who(PlanVersion plan) {
        String sex = plan.eligibility()
                .only()
                .map(only -> "catalogue.sex." + only.name().toLowerCase(Locale.ROOT))
                .orElse("catalogue.sex.any");
        return frame.say(
                "catalogue.who",
                frame.say(sex),
                plan.eligibility().minAge(),
                plan.eligibility().maxAge());
    }

    private List<Row> joining(PlanVersion plan) {
        Joining joining = plan.joining();
        List<Row> rows = new ArrayList<>();
        rows.add(row("who", plain(who(plan)), ""));
        if (plan.eligibility().employeeMedical()) {
            rows.add(row("insurance", plain(frame.say("catalogue.insurance.employee")), ""));
        }
        rows.add(row("fee", fee(joining.fee()), ""));
        rows.add(row("max_units", count("catalogue.units", joining.maxUnits()), ""));
        rows.add(row(
                "term",
                count("catalogue.months", joining.termMonths()),
                plan.claiming().coverClause()));
        rows.add(row("waiting", waiting(plan), plan.waiting().clause()));
        if (plan.waiting().waivedForAccidents() && !plan.waiting().isNone()) {
            rows.add(row(
                    "waiting.accidents",
                    plain(frame.say("catalogue.waiting.none")),
                    plan.waiting().clause()));
        }
        if (joining.graceMonths() > 0) {
            rows.add(row("grace", plain(frame.say("catalogue.grace.months", joining.graceMonths())), ""));
        }
        rows.add(row("filing", filing(plan), plan.claiming().filing().clause()));
        return rows;
    }

    private Value filing(PlanVersion plan) {
        var within = plan.claiming().filing().withinDays();
        return plain(
                within.isPresent()
                        ? frame.say("catalogue.filing.days", within.getAsInt())
                        : frame.say("catalogue.filing.none"));
    }

    private Value waiting(PlanVersion plan) {
        Stated<Integer> days = plan.waiting().days();
        if (plan.waiting().months().value() > 0) {
            return count(
                    "catalogue.waiting.months." + served(plan), plan.waiting().months());
        }
        return days.value() == 0
                ? plain(frame.say("catalogue.waiting.none"))
                : count("catalogue.waiting." + served(plan), days);
    }

    private static String served(PlanVersion plan) {
        return plan.waiting().waivedOnRenewal() ? "first" : "each";
    }

    private Value fee(Fee fee) {
        Stated<Money> amount = fee.amount();
        if (fee instanceof Fee.OfIncome income) {
            String share = frame.fmt().rate(income.basisPoints().value());
            return value(frame.say("catalogue.fee.income", share), amount.example());
        }
        if (fee.by().isEmpty() && amount.value().isZero()) {
            return plain(frame.say("catalogue.fee.free"));
        }
        String key = fee.by()
                .map(by -> "catalogue.fee.by_" + by.code())
                .orElse(fee instanceof Fee.PerUnit ? "catalogue.fee.per_unit" : "catalogue.fee.per_person");
        return value(frame.say(key, frame.fmt().shortYuan(amount.value())), amount.example());
    }

    private BenefitCard benefit(Benefit benefit) {
        return new BenefitCard(
                benefit.name().in(locale),
                benefit.fold(this::reimbursement, this::lumpSum, this::disability, this::allowance),
                benefit.fold(
                        it -> List.of(),
                        it -> it.lists().stream().map(this::classes).toList(),
                        it -> List.of(),
                        it -> List.of()));
    }

    private List<Row> reimbursement(Reimbursement benefit) {
        List<Row> rows = new ArrayList<>();
        rows.add(row("opens", plain(choice("opens", benefit.opening().name())), ""));
        rows.add(row("base", plain(choice("base", benefit.base().name())), benefit.clause()));
        benefit.rules().forEach(rule -> rows.addAll(rule.fold(rules)));
        return rows;
    }

    private List<Row> allowance(Allowance benefit) {
        List<Row> rows = new ArrayList<>();
        String counted = benefit.counted().item().map(it -> it.in(locale)).orElseGet(() -> frame.say("catalogue.day"));
        rows.add(row("opens", plain(choice("opens", benefit.opening().name())), ""));
        rows.add(new Row(frame.say("catalogue.row.each", counted), rules.sum(benefit.each()), benefit.clause()));
        if (benefit.counted().fromDay() > 1) {
            rows.add(row(
                    "from_day",
                    plain(frame.say("catalogue.from_day", benefit.counted().fromDay())),
                    benefit.clause()));
        }
        benefit.most()
                .ifPresent(most -> rows.add(
                        row("most." + most.per().code(), count("catalogue.times", most.count()), most.clause())));
        benefit.rules().forEach(rule -> rows.addAll(rule.fold(rules)));
        return rows;
    }

    private List<Row> lumpSum(LumpSum benefit) {
        List<Row> rows = new ArrayList<>();
        for (ClassList list : benefit.lists()) {
            list.parts()
                    .forEach(part -> rows.add(new Row(
                            frame.say(
                                    "catalogue.part",
                                    listName(list),
                                    part.name().in(locale)),
                            perUnit(part.perUnit()),
                            part.clause())));
            rows.add(new Row(listName(list), perUnit(list.perUnit()), list.clause()));
        }
        String once = choice("once", benefit.once().name());
        boolean graded = benefit.lists().size() > 1;
        rows.add(row(
                "once",
                plain(
                        benefit.eachList()
                                ? frame.say("catalogue.once.each_list", once)
                                : graded ? frame.say("catalogue.once.graded", once) : once),
                benefit.clause()));
        return rows;
    }

    private ClassTable classes(ClassList list) {
        return new ClassTable(
                listName(list), list.classes().stream().map(this::disease).toList());
    }

    private String listName(ClassList list) {
        String key = "catalogue.list." + list.code();
        return frame.words().has(key) ? frame.say(key) : list.code();
    }

    private ClassRow disease(DiseaseClass disease) {
        String codes = disease.icd10().stream().map(PlanWords::range).collect(Collectors.joining(", "));
        return new ClassRow(
                disease.name().in(locale),
                codes,
                disease.needs().map(needs -> needs.in(locale)).orElse(""));
    }

    private static String range(IcdRange range) {
        return range.first().equals(range.last()) ? range.first().code() : range.first() + "–" + range.last();
    }

    private List<Row> disability(Disability benefit) {
        List<Row> rows = new ArrayList<>();
        rows.add(row("death", perUnit(benefit.sumPerUnit()), benefit.clause()));
        List<Integer> grades = benefit.gradeBasisPoints().value();
        boolean example =
                benefit.gradeBasisPoints().example() || benefit.sumPerUnit().example();
        for (int i = 0; i < grades.size(); i++) {
            Money sum = Money.roundHalfUp(
                    java.math.BigDecimal.valueOf(benefit.sumPerUnit().value().fen())
                            .multiply(java.math.BigDecimal.valueOf(grades.get(i), 4)));
            String words = frame.say(
                    "catalogue.grade.sum",
                    frame.fmt().rate(grades.get(i)),
                    frame.fmt().shortYuan(sum));
            rows.add(new Row(frame.say("catalogue.grade", i + 1), value(words, example), ""));
        }
        rows.add(row("judged", plain(frame.say("catalogue.judged.day", benefit.judgedByDay())), benefit.clause()));
        return rows;
    }

    private List<PaperGroup> papers(Map<Occasion, List<PaperAsk>> papers) {
        return papers.entrySet().stream()
                .map(entry -> new PaperGroup(
                        choice("occasion", entry.getKey().name()),
                        entry.getValue().stream().map(this::paper).toList()))
                .toList();
    }

    private String paper(PaperAsk ask) {
        String kinds = ask.anyOf().stream()
                .map(kind -> frame.say("plan.paper." + kind.code()))
                .collect(Collectors.joining(frame.say("catalogue.or")));
        return ask.whereExists() ? frame.say("catalogue.where_exists", kinds) : kinds;
    }

    private String choice(String group, String name) {
        return frame.say("catalogue." + group + "." + name.toLowerCase(Locale.ROOT));
    }

    private Row row(String label, Value value, String clause) {
        return new Row(frame.say("catalogue.row." + label), value, clause);
    }

    private Value perUnit(Stated<Money> amount) {
        return value(frame.say("catalogue.per_unit", frame.fmt().shortYuan(amount.value())), amount.example());
    }

    private Value count(String key, Stated<Integer> stated) {
        return value(frame.say(key, stated.value()), stated.example());
    }

    private static Value plain(String words) {
        return new Value(words, false);
    }

    private Value value(String words, boolean example) {
        examples |= example;
        return new Value(words, example);
    }
}
