package org.tongzhou.enrolment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.plan.PlanVersion;

/** Where a roster gives the units of which plan: of those that are open, and of those that nobody joins any more. */
record PlanColumns(List<Column> open, List<Column> closed) {
    /** A plan and the column of its units; without a column (-1) the plan is everybody's, one unit each. */
    record Column(PlanVersion plan, int at) {}

    PlanColumns {
        open = List.copyOf(open);
        closed = List.copyOf(closed);
    }

    /** A heading that two plans share is the open one's. Refuses {@code roster_file_no_plans}. */
    static PlanColumns of(RosterHeader header, RosterTerms terms) {
        Set<Integer> taken = new HashSet<>();
        List<Column> open = named(header, terms.open(), taken);
        List<Column> closed = named(header, terms.closed(), taken);
        boolean riders = open.isEmpty() || terms.unitType().equals(Optional.of(UnitKind.GIG_UNION.code()));
        if (riders && header.column(RosterField.PLATFORM) >= 0) {
            terms.open().stream().filter(PlanColumns::isFree).forEach(plan -> open.add(new Column(plan, -1)));
        }
        if (open.isEmpty() && closed.isEmpty()) {
            throw Refusal.invalid("roster_file_no_plans");
        }
        return new PlanColumns(open, closed);
    }

    private static List<Column> named(RosterHeader header, List<PlanVersion> plans, Set<Integer> taken) {
        List<Column> found = new ArrayList<>();
        for (PlanVersion plan : plans) {
            int at = plan.rosterColumn().map(header::column).orElse(-1);
            if (at >= 0 && taken.add(at)) {
                found.add(new Column(plan, at));
            }
        }
        return found;
    }

    private static boolean isFree(PlanVersion plan) {
        return plan.rosterColumn().isEmpty()
                && plan.joining().fee().by().isEmpty()
                && plan.fee(1).isZero();
    }

    List<PlanVersion> plans() {
        return open.stream().map(Column::plan).toList();
    }

    /** Where units stand in the sheet. */
    List<Integer> all() {
        return Stream.concat(open.stream(), closed.stream())
                .map(Column::at)
                .filter(at -> at >= 0)
                .toList();
    }

    /** The headings, as they stand in the file, of what is neither a plan nor anything that a roster knows. */
    List<String> unread(RosterHeader header) {
        List<String> titles = header.titles();
        return IntStream.range(0, titles.size())
                .filter(at -> !titles.get(at).isBlank() && !all().contains(at))
                .mapToObj(titles::get)
                .filter(title -> RosterField.named(RosterHeader.normal(title)).isEmpty())
                .map(String::strip)
                .toList();
    }

    /** The column of a plan, or -1. */
    int at(PlanVersion plan) {
        return open.stream()
                .filter(it -> it.plan().code().equals(plan.code()))
                .mapToInt(Column::at)
                .findFirst()
                .orElse(-1);
    }
}
