package org.tongzhou.adjudication;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tongzhou.adjudication.FactsFault.Code;
import org.tongzhou.adjudication.Given.Faults;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.Icd10;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.PlanCode;

/**
 * A facts file: one event, the covers of the member and what earlier decisions used, as {@code docs/decide.md} says.
 * Strict: an unknown member, an amount that is not yuan as text, a bill that does not add up, each is a fault with its path.
 */
final class FactsFile {
    private static final int MOST_COVERS = 50;
    private static final int MOST_BILLS = 1_000;
    private static final int MOST_CODES = 100;
    private static final int MOST_USED = 10_000;
    private static final int MOST_ITEMS = 9_999;
    private static final Money MOST_IN_ALL = Money.ofFen(Exact.MOST_FEN);
    private static final PlanCode HARMLESS_PLAN = new PlanCode("faulty");
    private static final Map<String, Sex> SEXES = Map.of("female", Sex.FEMALE, "male", Sex.MALE);
    private static final Map<String, EventKind> EVENTS = byCode(EventKind.values(), EventKind::code);
    private static final Map<String, PaperKind> PAPERS = byCode(PaperKind.values(), PaperKind::code);

    private final Given root;

    private FactsFile(Given root) {
        this.root = root;
    }

    private static <T> Map<String, T> byCode(T[] values, Function<T, String> code) {
        return Stream.of(values).collect(Collectors.toUnmodifiableMap(code, Function.identity()));
    }

    /** What the file says. */
    record Facts(ClaimFacts event, List<CoverFacts> covers, UsedSoFar used) {}

    /** The facts, or all that is wrong; {@code root} is for faults found later. */
    record Parsed(Optional<Facts> facts, List<FactsFault> faults, Given root) {}

    static Parsed parse(String fileName, String text) {
        Faults faults = new Faults(fileName, new ArrayList<>());
        Given root = GivenJson.root(text, faults);
        if (!faults.found().isEmpty()) {
            return new Parsed(Optional.empty(), faults.found(), root);
        }
        return new Parsed(read(root, faults), faults.found(), root);
    }

    /** The facts under one value; empty when it, or anything before it, has faults. */
    static Optional<Facts> read(Given root, Faults faults) {
        return new FactsFile(root).read(faults);
    }

    private Optional<Facts> read(Faults faults) {
        root.only("event", "stay", "diagnoses", "bills", "findings", "papers", "items", "member", "covers", "used");
        Optional<Stay> stay = root.maybe("stay").flatMap(FactsFile::stay);
        Set<Icd10> diagnoses = new HashSet<>();
        list("diagnoses", MOST_CODES, FactsFile::icd10).forEach(diagnoses::addAll);
        List<Bill> bills = list("bills", MOST_BILLS, FactsFile::bill).stream()
                .flatMap(Optional::stream)
                .toList();
        withinReason(bills);
        Findings findings = root.maybe("findings").map(FactsFile::findings).orElse(Findings.NONE);
        Set<PaperKind> papers =
                new HashSet<>(list("papers", MOST_CODES, paper -> paper.choice(PAPERS, PaperKind.RECEIPT)));
        Map<String, Integer> items = root.maybe("items").map(FactsFile::items).orElse(Map.of());
        List<CoverFacts> covers = covers();
        UsedSoFar used = used();
        Given event = root.at("event").only("kind", "day", "filed_on", "late_reason");
        EventKind kind = event.at("kind").choice(EVENTS, EventKind.ILLNESS);
        LocalDate day = day(event, kind, stay);
        LocalDate filed = event.maybe("filed_on").map(Given::date).orElse(day);
        Optional<String> late = event.maybe("late_reason").map(Given::text);
        if (!faults.found().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Facts(
                new ClaimFacts(kind, day, filed, stay, diagnoses, bills, findings, papers, late, items), covers, used));
    }

    private <T> List<T> list(String key, int most, Function<Given, T> read) {
        return root.maybe(key).map(list -> list.items(most, read)).orElse(List.of());
    }

    /** A hospital event happens on the admission, whether the file repeats the day or not. */
    private LocalDate day(Given event, EventKind kind, Optional<Stay> stay) {
        if (kind != EventKind.HOSPITAL) {
            return event.at("day").date();
        }
        root.at("stay");
        LocalDate admitted = stay.map(Stay::admitted).orElse(LocalDate.EPOCH);
        event.maybe("day")
                .filter(day -> stay.isPresent() && !day.date().equals(admitted))
                .ifPresent(day -> day.fault(Code.NOT_ADMISSION, admitted.toString()));
        return admitted;
    }

    private static Optional<Stay> stay(Given given) {
        given.only("admitted", "discharged");
        LocalDate admitted = given.at("admitted").date();
        LocalDate discharged = given.at("discharged").date();
        if (discharged.isBefore(admitted)) {
            given.at("discharged").fault(Code.BACKWARDS, admitted.toString());
            return Optional.empty();
        }
        return Optional.of(new Stay(admitted, discharged));
    }

    private static Set<Icd10> icd10(Given given) {
        String text = given.text();
        Set<Icd10> found = Icd10.within(text);
        if (found.isEmpty() && !text.isEmpty()) {
            given.fault(Code.NO_ICD10, text);
        }
        return found;
    }

    /** All seven amounts, or only the member's own part. */
    private static Optional<Bill> bill(Given given) {
        given.only("total", "pool", "other", "account", "cash", "in_scope", "out_of_scope");
        Money inScope = given.at("in_scope").yuan();
        Money outOfScope = given.maybe("out_of_scope").map(Given::yuan).orElse(Money.ZERO);
        if (given.maybe("total").isEmpty() && given.maybe("cash").isEmpty()) {
            return Optional.of(Bill.selfPay(inScope, outOfScope));
        }
        List<Money> amounts = new ArrayList<>();
        for (String part : List.of("total", "pool", "other", "account", "cash")) {
            amounts.add(given.at(part).yuan());
        }
        amounts.add(inScope);
        amounts.add(outOfScope);
        List<Bill.Fault> faults = Bill.faults(amounts);
        faults.forEach(fault -> given.fault(fault == Bill.Fault.TOTAL ? Code.BILL_TOTAL : Code.BILL_BORNE));
        return faults.isEmpty()
                ? Optional.of(new Bill(
                        amounts.get(0),
                        amounts.get(1),
                        amounts.get(2),
                        amounts.get(3),
                        amounts.get(4),
                        amounts.get(5),
                        amounts.get(6)))
                : Optional.empty();
    }

    private void withinReason(List<Bill> bills) {
        Money total = bills.stream().map(Bill::total).reduce(Money.ZERO, Money::plus);
        if (total.compareTo(MOST_IN_ALL) > 0) {
            root.at("bills").fault(Code.BILLS_TOO_LARGE, MOST_IN_ALL.plainYuan());
        }
    }

    private static Map<String, Integer> items(Given given) {
        Map<String, Integer> items = new TreeMap<>();
        given.members().forEach((benefit, count) -> items.put(benefit, (int) count.integer(0, MOST_ITEMS)));
        return items;
    }

    private static Findings findings(Given given) {
        given.only("class", "grade", "graded_on", "treatment_ended", "died");
        Optional<Integer> grade = given.maybe("grade").map(it -> (int) it.integer(1, 10));
        return new Findings(
                given.maybe("class").map(Given::code),
                grade.map(OptionalInt::of).orElse(OptionalInt.empty()),
                given.maybe("graded_on").map(Given::date),
                given.maybe("treatment_ended").map(Given::date),
                given.maybe("died").map(Given::date));
    }

    private List<CoverFacts> covers() {
        Given member = root.at("member").only("sex");
        Sex sex = member.at("sex").choice(SEXES, Sex.FEMALE);
        return root.at("covers").items(MOST_COVERS, cover -> cover(cover, sex)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<CoverFacts> cover(Given given, Sex sex) {
        given.only("plan", "units", "from", "last_day", "continuous_since");
        PlanCode plan = plan(given.at("plan"));
        int units = given.maybe("units").map(it -> (int) it.integer(1, 999)).orElse(1);
        LocalDate from = given.at("from").date();
        LocalDate last = given.maybe("last_day")
                .map(Given::date)
                .orElse(from.plusYears(1).minusDays(1));
        LocalDate since = given.maybe("continuous_since").map(Given::date).orElse(from);
        if (last.isBefore(from)) {
            given.at("last_day").fault(Code.BACKWARDS, from.toString());
            return Optional.empty();
        }
        if (since.isAfter(from)) {
            given.at("from").fault(Code.BACKWARDS, since.toString());
            return Optional.empty();
        }
        return Optional.of(new CoverFacts(plan, units, new DateRange(from, last.plusDays(1)), since, sex));
    }

    private static PlanCode plan(Given given) {
        String code = given.code();
        try {
            return code.isEmpty() ? HARMLESS_PLAN : new PlanCode(code);
        } catch (IllegalArgumentException noPlanCode) {
            given.fault(Code.NO_PLAN, code);
            return HARMLESS_PLAN;
        }
    }

    /** What a decision printed as its consumption can be given back as it is. */
    private UsedSoFar used() {
        Map<LimitKey, Long> used = new TreeMap<>();
        list("used", MOST_USED, given -> {
            given.only("limit", "period", "fen", "count");
            LimitKey key =
                    new LimitKey(given.at("limit").code(), given.at("period").period());
            Given amount = given.at(key.isMoney() ? "fen" : "count");
            return used.merge(key, amount.integer(0, Exact.MOST_FEN), Long::sum);
        });
        return new UsedSoFar(used);
    }
}
