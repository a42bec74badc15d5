package org.tongzhou.enrolment.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.enrolment.Applicant;
import org.tongzhou.enrolment.Draft;
import org.tongzhou.enrolment.DraftVerdict;
import org.tongzhou.enrolment.FeeSplit;
import org.tongzhou.enrolment.RosterLine;
import org.tongzhou.enrolment.RosterLine.Standing;
import org.tongzhou.enrolment.RowCode;
import org.tongzhou.enrolment.web.RosterFee.Share;
import org.tongzhou.enrolment.web.RosterPage.Group;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Slice;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Unit;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.Tried;

/** Turns a verdict into its page, in one language. */
final class RosterView {
    static final int ROWS = 20;

    private final DraftVerdict verdict;
    private final Unit unit;
    private final @Nullable String closed;
    private final Frame frame;
    private final RosterWords words;

    /** {@code closed} says that the unit is, or is null. */
    RosterView(DraftVerdict verdict, Unit unit, @Nullable String closed, Frame frame) {
        this.verdict = verdict;
        this.unit = unit;
        this.closed = closed;
        this.frame = frame;
        this.words = new RosterWords(frame);
    }

    /** Which rows, and after which one. */
    record Cut(@Nullable String show, @Nullable String after) {
        String showOr(String otherwise) {
            return show == null || show.isBlank() ? otherwise : show;
        }

        int afterRow() {
            return after != null && after.matches("\\d{1,7}") ? Integer.parseInt(after) : 0;
        }
    }

    String show(Cut cut) {
        return cut.showOr(verdict.bad() > 0 ? "bad" : "all");
    }

    /** {@code tried} is a form of the page that was refused, its sentence about no field of its own. */
    RosterPage page(Cut cut, List<RosterRow> missing, Tried tried) {
        String show = show(cut);
        RosterTable table = show.equals("missing") ? missingTable(cut, missing) : table(show, cut, tried);
        List<RosterRow.Remark> whole = verdict.whole().stream()
                .map(issue -> new RosterRow.Remark(words.what(issue), words.how(issue), true))
                .toList();
        return new RosterPage(
                head(), day(tried), counts(), groups(show), table, fee(), whole, verdict.unread(), tried.error(""));
    }

    private RosterPage.Head head() {
        Draft draft = verdict.draft();
        return new RosterPage.Head(
                draft.id().value(),
                unit.name(),
                draft.fileName(),
                draft.uploadedAt(),
                draft.rows(),
                String.format(Locale.ROOT, "%.1f", draft.checkedMillis() / 1000.0),
                verdict.day(),
                draft.effectiveDay() != null,
                draft.state() == Draft.State.OPEN,
                shut());
    }

    private RosterPage.DayField day(Tried tried) {
        String was = verdict.draft().effectiveDay() == null ? "" : verdict.day().toString();
        return new RosterPage.DayField(tried.value(RowsForm.DAY, was), was);
    }

    private @Nullable String shut() {
        boolean done = verdict.draft().state() == Draft.State.ENROLLED && verdict.good() > 0;
        return closed == null && done ? frame.say("roster.fee.closed") : closed;
    }

    private RosterPage.Counts counts() {
        return new RosterPage.Counts(
                verdict.bad(),
                verdict.good(),
                verdict.count(Standing.RENEWAL),
                verdict.count(Standing.NEW),
                verdict.count(Standing.ENROLLED),
                verdict.count(Standing.REMOVED),
                verdict.missing().size());
    }

    private List<Group> groups(String show) {
        RosterPage.Counts counts = counts();
        List<Group> groups = new ArrayList<>();
        groups.add(group("roster.group.bad", "bad", counts.bad(), "bad", show));
        verdict.errors().forEach((code, count) -> groups.add(sub(code, count, show)));
        Map<RowCode, Integer> notes = verdict.notes();
        int noted =
                verdict.lines(line -> line.isGood() && !line.notes().isEmpty()).size();
        if (noted > 0) {
            groups.add(group("roster.group.note", "note", noted, "warn", show));
            notes.forEach((code, count) -> groups.add(sub(code, count, show)));
        }
        groups.add(group("roster.group.good", "good", counts.good(), "good", show));
        addSub(groups, "roster.group.renewal", "renewal", counts.renewals(), show);
        addSub(groups, "roster.group.new", "new", counts.newcomers(), show);
        if (counts.enrolled() > 0) {
            groups.add(group("roster.group.enrolled", "enrolled", counts.enrolled(), "", show));
        }
        if (counts.removed() > 0) {
            groups.add(group("roster.group.removed", "removed", counts.removed(), "", show));
        }
        if (counts.missing() > 0) {
            groups.add(group("roster.group.missing", "missing", counts.missing(), "", show));
        }
        return groups;
    }

    private Group group(String key, String show, int count, String tone, String current) {
        return new Group(frame.say(key), show, count, false, tone, show.equals(current));
    }

    private Group sub(RowCode code, int count, String current) {
        String show = RosterWords.showOf(code);
        return new Group(words.group(code), show, count, true, "", show.equals(current));
    }

    private void addSub(List<Group> groups, String key, String show, int count, String current) {
        if (count > 0) {
            groups.add(new Group(frame.say(key), show, count, true, "", show.equals(current)));
        }
    }

    private RosterTable table(String show, Cut cut, Tried tried) {
        List<RosterLine> all = verdict.lines(which(show));
        int before = (int)
                all.stream().filter(line -> line.number() <= cut.afterRow()).count();
        List<RosterLine> rows = all.stream().skip(before).limit(ROWS).toList();
        boolean more = before + rows.size() < all.size();
        RosterRows drawn = new RosterRows(verdict, tried, frame);
        return new RosterTable(
                show,
                title(show, show.equals("bad") ? verdict.bad() : all.size()),
                rows.stream().map(drawn::row).toList(),
                rows.isEmpty() ? 0 : before + 1,
                before + rows.size(),
                all.size(),
                cut.afterRow() == 0 ? null : cut.after(),
                more ? Integer.toString(rows.get(rows.size() - 1).number()) : null);
    }

    /** {@code missing} holds at most one row more than a page. */
    private RosterTable missingTable(Cut cut, List<RosterRow> missing) {
        int total = verdict.missing().size();
        List<Long> people = verdict.missing().stream().map(PersonId::value).toList();
        long after = Slice.above(cut.after());
        int before = (int) people.stream().filter(id -> id <= after).count();
        int last = Math.min(before + ROWS, total);
        return new RosterTable(
                "missing",
                title("missing", total),
                missing,
                total == 0 ? 0 : before + 1,
                last,
                total,
                after == 0 ? null : cut.after(),
                last < total ? Long.toString(people.get(last - 1)) : null);
    }

    private String title(String show, int rows) {
        String key = show.startsWith("code-") ? "bad" : show.startsWith("note-") ? "note" : show;
        return frame.say("roster.table." + key, rows);
    }

    private static Predicate<RosterLine> which(String show) {
        if (show.startsWith("code-")) {
            RowCode code = code(show.substring(5));
            return line -> line.isBad() && line.errors().stream().anyMatch(i -> i.code() == code);
        }
        if (show.startsWith("note-")) {
            RowCode code = code(show.substring(5));
            return line -> line.isGood() && line.notes().stream().anyMatch(i -> i.code() == code);
        }
        return switch (show) {
            case "bad" -> line -> line.isBad() || (line.isGood() && line.fixed());
            case "note" -> line -> line.isGood() && !line.notes().isEmpty();
            case "good" -> RosterLine::isGood;
            case "renewal" -> line -> line.standing() == Standing.RENEWAL;
            case "new" -> line -> line.standing() == Standing.NEW;
            case "enrolled" -> line -> line.standing() == Standing.ENROLLED;
            case "removed" -> line -> line.standing() == Standing.REMOVED;
            case "all" -> line -> true;
            default -> throw Refusal.notFound();
        };
    }

    private static RowCode code(String name) {
        return Arrays.stream(RowCode.values())
                .filter(code -> code.code().equals(name))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private RosterFee fee() {
        Map<Integer, PlanSum> byPlan = new TreeMap<>();
        for (RosterLine line : verdict.lines(RosterLine::isGood)) {
            for (Applicant.Choice choice : line.applicant().choices()) {
                byPlan.computeIfAbsent(choice.plan().heading().order(), order -> new PlanSum(choice.plan()))
                        .add(choice);
            }
        }
        List<RosterFee.Line> lines =
                new ArrayList<>(byPlan.values().stream().map(this::line).toList());
        FeeSplit split = FeeSplit.of(unit, verdict);
        verdict.policies().stream()
                .filter(policy -> policy.fixed().isPositive())
                .forEach(policy -> lines.add(RosterFee.Line.fixed(words.plan(policy.plan()), policy.fixed())));
        return new RosterFee(
                verdict.good(),
                verdict.fee(),
                lines,
                shares(split),
                split.shares().ofUnit());
    }

    /** What a roster asks of one plan. */
    private static final class PlanSum {
        private final PlanVersion plan;
        private long units;
        private Money amount = Money.ZERO;

        PlanSum(PlanVersion plan) {
            this.plan = plan;
        }

        void add(Applicant.Choice choice) {
            units += choice.units();
            amount = amount.plus(choice.fee());
        }
    }

    private RosterFee.Line line(PlanSum sum) {
        PlanVersion plan = sum.plan;
        return new RosterFee.Line(
                words.plan(plan),
                sum.units,
                each(plan),
                sum.amount,
                plan.joining().fee().amount().example());
    }

    /** What a unit, or a member, costs; null where that differs from member to member. */
    private static @Nullable Money each(PlanVersion plan) {
        return plan.joining().fee().by().isEmpty()
                ? plan.joining().fee().amount().value()
                : null;
    }

    /** What others give first, then what the unit pays. */
    private List<Share> shares(FeeSplit split) {
        return split.payers().stream()
                .sorted(Comparator.reverseOrder())
                .map(payer -> new Share(
                        "roster.share." + payer.key(),
                        part(split.by(), payer),
                        split.shares().of(payer),
                        !payer.isOfUnit()))
                .toList();
    }

    /** In percent or for each person; empty where plans are shared in different ways. */
    private String part(List<FeeShares> by, Payer payer) {
        if (by.size() != 1) {
            return "";
        }
        int basisPoints = by.get(0).basisPoints(payer);
        return basisPoints > 0
                ? frame.fmt().percent(basisPoints)
                : frame.say("roster.share.each", frame.fmt().money(by.get(0).each(payer)));
    }
}
