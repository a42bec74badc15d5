package org.tongzhou.analysis;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tongzhou.adjudication.Bill;
import org.tongzhou.adjudication.ClaimFacts;
import org.tongzhou.adjudication.CoverFacts;
import org.tongzhou.adjudication.Findings;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.adjudication.Stay;
import org.tongzhou.adjudication.UsedSoFar;
import org.tongzhou.catalogue.PastClaim;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.Icd10;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.PlanCode;

/**
 * A decided claim as a row of {@code claims.parquet} and back: what the rules see, nothing else. {@code ordinal} rises with a
 * person's claims in the order of filing. Text that people typed has no column: of a claim
 * that came late it is told whether there was a reason.
 */
public final class ClaimColumns {
    static final List<Column> ALL = List.of(
            Column.text("plan"),
            Column.text("edition"),
            Column.number("person"),
            Column.number("ordinal"),
            Column.number("event_case"),
            Column.text("sex"),
            Column.number("units"),
            Column.day("cover_from"),
            Column.day("cover_until"),
            Column.day("continuous_since"),
            Column.day("waiting_until"),
            Column.text("kind"),
            Column.day("event_day"),
            Column.day("filed_on"),
            Column.day("admitted"),
            Column.day("discharged"),
            Column.text("diagnoses"),
            Column.number("total_fen"),
            Column.number("pool_fen"),
            Column.number("other_fen"),
            Column.number("account_fen"),
            Column.number("cash_fen"),
            Column.number("in_scope_fen"),
            Column.number("out_of_scope_fen"),
            Column.number("late_with_reason"),
            Column.text("papers"),
            Column.text("disease_class"),
            Column.number("grade"),
            Column.day("graded_on"),
            Column.day("treatment_ended"),
            Column.day("died"),
            Column.text("used_elsewhere"),
            Column.number("difference"),
            Column.number("refused"),
            Column.number("granted_fen"),
            Column.number("came_back"));

    /** Stands for the words, which stay in the house: that there are some lifts the limit. */
    private static final String A_REASON = "—";

    private ClaimColumns() {}

    /** A row of any engine, by the name of the column; null where the cell is empty. */
    public interface Row {
        @Nullable
        String text(String column);

        @Nullable
        Long number(String column);

        @Nullable
        LocalDate day(String column);
    }

    /** The cells of a claim; throws where it holds what no column takes, so that nothing is left out unseen. */
    static @Nullable Object[] cells(PastClaim claim, long ordinal, Pseudonyms pseudonyms) {
        ClaimFacts facts = claim.facts();
        if (facts.bills().size() > 1 || !facts.counts().isEmpty()) {
            throw new IllegalStateException("a claim has facts that an export has no columns for");
        }
        List<@Nullable Object> cells = new ArrayList<>(ALL.size());
        cells.addAll(whose(claim, ordinal, pseudonyms));
        cells.addAll(cover(claim.cover()));
        cells.addAll(event(facts));
        cells.addAll(bill(facts));
        cells.add(facts.lateReason().isPresent() ? 1L : 0L);
        cells.add(joined(facts.papers().stream().map(PaperKind::name)));
        cells.addAll(found(facts.findings()));
        cells.add(used(claim.elsewhere(), pseudonyms));
        cells.add(claim.difference() ? 1L : 0L);
        cells.add(claim.refused() ? 1L : 0L);
        cells.add(claim.granted().fen());
        cells.add(claim.cameBack() ? 1L : 0L);
        return cells.toArray();
    }

    private static List<Object> whose(PastClaim claim, long ordinal, Pseudonyms pseudonyms) {
        return List.of(
                claim.cover().plan().value(),
                claim.edition(),
                pseudonyms.of("person", claim.person().value()),
                ordinal,
                pseudonyms.of("case", Long.parseLong(claim.facts().reference().orElseThrow())));
    }

    private static List<@Nullable Object> cover(CoverFacts cover) {
        return Arrays.asList(
                cover.sex().name(),
                (long) cover.units(),
                cover.term().from(),
                cover.term().to(),
                cover.continuousSince(),
                cover.promised().orElse(null));
    }

    private static List<@Nullable Object> event(ClaimFacts facts) {
        return Arrays.asList(
                facts.kind().name(),
                facts.eventDay(),
                facts.filedOn(),
                facts.stay().map(Stay::admitted).orElse(null),
                facts.stay().map(Stay::discharged).orElse(null),
                joined(facts.diagnoses().stream().map(Icd10::code)));
    }

    /** The sums of the bill; as many empty cells where there is none. */
    private static List<@Nullable Object> bill(ClaimFacts facts) {
        return Stream.<Function<Bill, Money>>of(
                        Bill::total,
                        Bill::pool,
                        Bill::other,
                        Bill::account,
                        Bill::cash,
                        Bill::inScope,
                        Bill::outOfScope)
                .map(sum -> facts.bills().stream()
                        .findFirst()
                        .<Object>map(bill -> sum.apply(bill).fen())
                        .orElse(null))
                .collect(Collectors.toList());
    }

    /** What a person found. */
    private static List<@Nullable Object> found(Findings findings) {
        return Arrays.asList(
                findings.diseaseClass().orElse(null),
                findings.grade().isPresent() ? (Object) (long) findings.grade().getAsInt() : null,
                findings.gradedOn().orElse(null),
                findings.treatmentEnded().orElse(null),
                findings.died().orElse(null));
    }

    private static @Nullable String joined(Stream<String> texts) {
        String all = texts.sorted().collect(Collectors.joining(","));
        return all.isEmpty() ? null : all;
    }

    /** Only what benefits of several plans share bears on this claim. */
    private static @Nullable String used(UsedSoFar used, Pseudonyms pseudonyms) {
        Map<String, Long> shared = new TreeMap<>();
        used.amounts().forEach((key, amount) -> {
            if (key.limit().startsWith("group/")) {
                shared.put(pseudonyms.limit(key.limit()) + "@" + key.period(), amount);
            }
        });
        return joined(shared.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()));
    }

    /** The first that a file of an older version does not have. */
    public static Optional<String> missing(Set<String> names) {
        return ALL.stream()
                .map(Column::name)
                .filter(name -> !names.contains(name))
                .findFirst();
    }

    /** The claim again, under its pseudonyms. */
    public static PastClaim claim(Row row) {
        CoverFacts cover = new CoverFacts(
                new PlanCode(need(row.text("plan"))),
                Math.toIntExact(need(row.number("units"))),
                new DateRange(need(row.day("cover_from")), need(row.day("cover_until"))),
                need(row.day("continuous_since")),
                Sex.valueOf(need(row.text("sex"))));
        LocalDate promised = row.day("waiting_until");
        return new PastClaim(
                need(row.number("ordinal")),
                new PersonId(need(row.number("person"))),
                need(row.text("edition")),
                promised == null ? cover : cover.counting(promised),
                facts(row),
                used(row.text("used_elsewhere")),
                need(row.number("difference")) != 0,
                need(row.number("refused")) != 0,
                Money.ofFen(need(row.number("granted_fen"))),
                need(row.number("came_back")) != 0);
    }

    private static ClaimFacts facts(Row row) {
        LocalDate admitted = row.day("admitted");
        Set<Icd10> diagnoses = split(row.text("diagnoses")).map(Icd10::new).collect(Collectors.toSet());
        Set<PaperKind> papers =
                split(row.text("papers")).map(PaperKind::valueOf).collect(Collectors.toSet());
        return new ClaimFacts(
                        EventKind.valueOf(need(row.text("kind"))),
                        need(row.day("event_day")),
                        need(row.day("filed_on")),
                        admitted == null
                                ? Optional.empty()
                                : Optional.of(new Stay(admitted, need(row.day("discharged")))),
                        diagnoses,
                        bills(row),
                        findings(row),
                        papers,
                        need(row.number("late_with_reason")) == 0 ? Optional.empty() : Optional.of(A_REASON))
                .withReference(Long.toString(need(row.number("event_case"))));
    }

    private static Findings findings(Row row) {
        Long grade = row.number("grade");
        return new Findings(
                Optional.ofNullable(row.text("disease_class")),
                grade == null ? OptionalInt.empty() : OptionalInt.of(grade.intValue()),
                Optional.ofNullable(row.day("graded_on")),
                Optional.ofNullable(row.day("treatment_ended")),
                Optional.ofNullable(row.day("died")));
    }

    private static List<Bill> bills(Row row) {
        if (row.number("total_fen") == null) {
            return List.of();
        }
        return List.of(new Bill(
                sum(row, "total_fen"),
                sum(row, "pool_fen"),
                sum(row, "other_fen"),
                sum(row, "account_fen"),
                sum(row, "cash_fen"),
                sum(row, "in_scope_fen"),
                sum(row, "out_of_scope_fen")));
    }

    private static Money sum(Row row, String column) {
        return Money.ofFen(need(row.number(column)));
    }

    private static UsedSoFar used(@Nullable String text) {
        Map<LimitKey, Long> used = new HashMap<>();
        split(text).forEach(one -> {
            int at = one.indexOf('@');
            int is = one.lastIndexOf('=');
            used.put(
                    new LimitKey(one.substring(0, at), one.substring(at + 1, is)), Long.valueOf(one.substring(is + 1)));
        });
        return used.isEmpty() ? UsedSoFar.NOTHING : new UsedSoFar(used);
    }

    private static Stream<String> split(@Nullable String text) {
        return text == null ? Stream.empty() : Stream.of(text.split(",", -1));
    }

    private static <T> T need(@Nullable T cell) {
        if (cell == null) {
            throw new IllegalArgumentException("a cell that every claim has is empty");
        }
        return cell;
    }
}
