package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.PlanBook;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rosters that units sent, against what must be said about them. */
class RosterExpectationsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 2, 10);
    private static final Path ROSTERS = Path.of("src/test/resources/rosters");

    private static RosterVerdict verdict(String file, LocalDate day) {
        return RosterCheck.check(ROSTERS.resolve(file), day, PlanBook.shipped().inForce(day));
    }

    private static List<String> expected(String file, String kind) {
        JsonNode all = JsonMapper.shared().readTree(ROSTERS.resolve(file).toFile());
        List<String> lines = new ArrayList<>();
        for (JsonNode issue : all.get(kind)) {
            String other = issue.has("other_row") ? " " + issue.get("other_row").asInt() : "";
            lines.add(issue.get("row").asInt() + " " + issue.get("code").asString() + other);
        }
        return lines;
    }

    private static List<String> found(List<RowIssue> issues) {
        return issues.stream()
                .map(i -> i.row() + " " + i.code().code() + (i.otherRow() == null ? "" : " " + i.otherRow()))
                .toList();
    }

    @Test
    void theMineRosterIsRefusedOnExactlyTheRowsNamedAndItsOddRowsAreTaken() {
        RosterVerdict verdict = verdict("daye-1695.xlsx", DAY);
        assertThat(found(verdict.errors())).isEqualTo(expected("daye-1695.expected.json", "errors"));
        assertThat(found(verdict.notes())).isEqualTo(expected("daye-1695.expected.json", "accepted_with_note"));
        assertThat(verdict.rows()).isEqualTo(1695);
        assertThat(verdict.goodRows()).isEqualTo(1676);
        assertThat(verdict.fee()).isEqualTo(Money.ofYuan(362_685));
    }

    @Test
    void numbersThatKeptTheirDigitsAreReadExactly() {
        RosterVerdict verdict = verdict("ids-as-numbers.xlsx", DAY);
        assertThat(found(verdict.errors())).isEqualTo(expected("ids-as-numbers.expected.json", "errors"));
        assertThat(verdict.goodRows()).isEqualTo(1676);
        assertThat(verdict.fee()).isEqualTo(Money.ofYuan(362_685));
        assertThat(found(verdict.notes()))
                .containsExactly("40 name_trimmed", "464 rare_character", "523 ethnic_name", "892 card_spaces");
    }

    @Test
    void lastYearsRowsAreFoundInTheNextYearsRoster() {
        RosterVerdict verdict = verdict("daye-next-year.xlsx", LocalDate.of(2027, 2, 10));
        assertThat(verdict.rows()).isEqualTo(1722);
        assertThat(verdict.goodRows() + verdict.errors().size()).isEqualTo(1722);
    }

    @Test
    void ridersInGb18030JoinTheFreePlanWithoutAPlanColumn() {
        RosterVerdict verdict = verdict("gig-riders-300.gb18030.csv", DAY);
        assertThat(verdict.rows()).isEqualTo(300);
        assertThat(verdict.errors()).isEmpty();
        assertThat(verdict.fee()).isEqualTo(Money.ZERO);
    }
}
