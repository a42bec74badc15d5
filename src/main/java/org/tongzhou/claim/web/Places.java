package org.tongzhou.claim.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Promises;
import org.tongzhou.organisation.Divisions;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.shell.ClockFace;
import org.tongzhou.shell.Frame;

/** Names for pages: plans, clauses, papers, the union that has the claim, and the face of its clock. */
@Component
class Places {
    private static final Pattern SHARED = Pattern.compile("互助保障(（.*）)?$");
    private static final Pattern COUNTY = Pattern.compile("\\d{6}");

    private final Plans plans;
    private final Divisions divisions;

    Places(Plans plans, Divisions divisions) {
        this.plans = plans;
        this.divisions = divisions;
    }

    String plan(FundId fund, String code, Frame frame) {
        return plans.nameOf(fund, code, locale(frame));
    }

    /** The plan's name without the words that all plans share, for narrow columns. */
    String shortPlan(FundId fund, String code, Frame frame) {
        return SHARED.matcher(plan(fund, code, frame)).replaceAll("");
    }

    /** The words of a clause that was cited; empty for none, and for one that no edition has. */
    String clause(FundId fund, @Nullable String citation, Frame frame) {
        return Optional.ofNullable(citation)
                .flatMap(cited -> plans.cited(fund, cited))
                .map(clause -> clause.text().in(locale(frame)))
                .orElse("");
    }

    static Locale locale(Frame frame) {
        return frame.words().locale();
    }

    static String papers(List<PaperKind> kinds, Frame frame) {
        return kinds.stream()
                .map(kind -> paper(kind, frame))
                .collect(Collectors.joining(frame.say("claim.list.comma")));
    }

    /** What is still wanted: a test report stands for a pathology report, and a heart attack has no other. */
    static String wanted(List<PaperKind> kinds, Frame frame) {
        return kinds.stream()
                .map(kind -> kind == PaperKind.PATHOLOGY_REPORT ? frame.say("claim.paper.report") : paper(kind, frame))
                .collect(Collectors.joining(frame.say("claim.list.comma")));
    }

    /** As a title. */
    static String paperTitle(PaperKind kind, Frame frame) {
        return frame.alone(paper(kind, frame));
    }

    static String paper(PaperKind kind, Frame frame) {
        return frame.say("plan.paper." + kind.code());
    }

    /** The union of the county, city or province that a level of review belongs to, such as 应城市总工会. */
    String union(String unitPath, Level level, Frame frame) {
        String[] steps = unitPath.split("/", -1);
        String code = switch (level) {
            case PROVINCE -> steps[1];
            case CITY -> steps[2];
            default -> county(steps);
        };
        return divisions
                .find(code)
                .map(division -> frame.say("claim.union", division.name()))
                .orElseGet(() -> frame.say("claim.union." + level.name()));
    }

    private static String county(String[] steps) {
        for (String step : steps) {
            if (COUNTY.matcher(step).matches()) {
                return step;
            }
        }
        return "";
    }

    /** The small clock of a list, which needs only the days that are left. */
    static ClockFace face(int left, LocalDate today, LocalDate due) {
        int promised = Promises.ANSWER_WORKING_DAYS;
        return new ClockFace(List.of(), today, due, promised - left, promised);
    }
}
