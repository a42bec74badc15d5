package org.tongzhou.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tongzhou.plan.PlanTexts.HOSPITAL;
import static org.tongzhou.plan.PlanTexts.edition;
import static org.tongzhou.plan.PlanTexts.files;
import static org.tongzhou.plan.PlanTexts.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What plans of one book may not be to each other, and when an edition may be added. */
class PlanBookTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 2, 10);

    @ParameterizedTest
    @CsvSource({
        "2027-01-01, ''",
        "2026-02-11, ''",
        "2026-02-10, NOT_AHEAD",
        "2025-06-01, NOT_AHEAD",
        "2025-01-01, NOT_AHEAD BEFORE_EARLIER OVERLAP",
        "2024-06-01, NOT_AHEAD BEFORE_EARLIER",
    })
    void editionTakesForceAheadAndNeverBackwards(String from, String faults) {
        PlanBook.Parsed added = PlanBook.shipped().with("next.yaml", edition("2027", from, ""), TODAY);
        assertThat(added.faults())
                .extracting(fault -> fault.code().name())
                .containsExactly(faults.isEmpty() ? new String[0] : faults.split(" "));
        assertThat(added.book().isPresent()).isEqualTo(faults.isEmpty());
        assertThat(added.faults()).allSatisfy(fault -> {
            assertThat(fault.file()).isEqualTo("next.yaml");
            assertThat(fault.line()).isEqualTo(9);
            assertThat(fault.path()).isEqualTo("valid_from");
        });
    }

    @Test
    void addedEditionEndsTheOneBeforeAndLeavesTheOthers() {
        PlanBook book = PlanBook.shipped()
                .with("next.yaml", edition("2027", "2027-01-01", ""), TODAY)
                .book()
                .orElseThrow();
        assertThat(book.versions()).hasSize(7);
        assertThat(inForce(book, "2026-12-31")).isEqualTo("2025");
        assertThat(inForce(book, "2027-01-01")).isEqualTo("2027");
        PlanBook.Parsed between = book.with("between.yaml", edition("2026", "2026-07-01", ""), TODAY);
        assertThat(between.faults())
                .extracting(PlanFault::code)
                .containsExactly(PlanFaultCode.BEFORE_EARLIER, PlanFaultCode.OVERLAP);
        assertThat(between.faults().get(0).arguments()).containsExactly("hospital-2027", "2027-01-01");
    }

    /** What members have used of a limit is kept by the place of its rule: a cap that is third would begin anew in mid-term. */
    private static PlanBook.Parsed followed(String edition, String next) {
        PlanBook book = PlanBook.parse(Map.of("a.yaml", edition)).book().orElseThrow();
        return book.with("next.yaml", next, TODAY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate: 100%; cap: 20000 per term | rate: 100%; cap: 30000 per term; stays_at_most: 3 per term |",
                "rate: 100%; cap: 20000 per term | deductible: 500 per term; rate: 100%; cap: 20000 per term | 3",
                "rate: 100%; cap: 20000 per term | rate: 100%; deductible: 500 per term | 2",
                "rate: 100%; cap: 20000 per term | rate: 100%; deductible: 500 per event | ",
                "rate: 100%; cap: 20000 per term | rate: 100%; cap: 20000 per life |",
                "rate: 100%; cap: 20000 per term | rate: 100% |",
                "rate: 100%; cap: 500 per event | deductible: 50 per term; rate: 100%; cap: 500 per event |",
                "cap: 900 per life; rate: 50% | rate: 50%; cap: 900 per life | 2",
                "stays_at_most: 3 per term; rate: 50% | rate: 50%; stays_at_most: 3 per term | 2",
                "rate: 50% | deductible: 500 per term; rate: 50% |",
            })
    void anEditionLeavesWhatCountsOverATermAtItsPlace(String before, String after, Integer moved) {
        PlanBook.Parsed added = followed(
                ruled(edition("2025", "2025-01-01", ""), before), ruled(edition("2027", "2027-01-01", ""), after));
        if (moved == null) {
            assertThat(added.faults()).isEmpty();
            return;
        }
        assertThat(added.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo(PlanFaultCode.COUNTER_MOVED);
            assertThat(fault.path()).isEqualTo("benefits[0].rules[" + (moved - 1) + "]");
            assertThat(fault.line()).isEqualTo(ruleLine() + moved - 1);
            assertThat(fault.arguments()).containsExactly("inpatient", "hospital-2025", moved.toString());
        });
    }

    /** Under another name the benefit counts from nothing, and says so. */
    @Test
    void aBenefitUnderAnotherNameHasItsRulesWhereItLikes() {
        PlanBook book = PlanBook.parse(Map.of("a.yaml", ruled(HOSPITAL, "rate: 100%; cap: 20000 per term")))
                .book()
                .orElseThrow();
        String next = ruled(edition("2027", "2027-01-01", ""), "cap: 20000 per term; rate: 100%");
        String renamed = next.replace("reimbursement: inpatient", "reimbursement: stays");
        assertThat(book.with("next.yaml", renamed, TODAY).faults()).isEmpty();
    }

    /** Only drafts are held to it: both editions may have been accepted before. */
    @Test
    void editionsThatWereAcceptedSoAreStillABook() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("a.yaml", ruled(HOSPITAL, "rate: 100%; cap: 20000 per term"));
        files.put("b.yaml", ruled(edition("2026", "2026-01-01", ""), "cap: 20000 per term; rate: 100%"));
        PlanBook book = PlanBook.parse(files).book().orElseThrow();
        String next = ruled(edition("2027", "2027-01-01", ""), "cap: 30000 per term; rate: 100%");
        assertThat(book.with("next.yaml", next, TODAY).faults()).isEmpty();
    }

    /** Once in a life it is kept by list what each came to; where every list pays once, also what was paid. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "once: severe a, mild b | once: severe a, mild b |",
                "once: severe a, mild b | difference: severe a, mild b | each_list",
                "difference: severe a, mild b | once: severe a, mild b | each_list",
                "difference: severe a, mild b | difference: severe a, mild b |",
                "difference: severe a, mild b | difference: grave a, mild b | lists",
                "difference: severe a, mild b | difference: mild a b | lists",
                "difference: severe a, mild b | difference: severe a, mild b, in_situ c |",
                "once: severe a, mild b | once: grave a, mild b | lists",
                "once: severe a, mild b | once: severe a, light c | lists",
                "once: severe a, mild b | once: severe a b | lists",
                "once: severe a, mild b | once: severe a |",
                "once: severe a | once: severe a, mild b |",
                "once: severe a, mild b | once: severe a, mild c |",
            })
    void anEditionKeepsWhatALumpSumHasPaid(String before, String after, String moved) {
        PlanBook.Parsed added = followed(
                lump(edition("2025", "2025-01-01", ""), before), lump(edition("2027", "2027-01-01", ""), after));
        if (moved == null) {
            assertThat(added.faults()).isEmpty();
            return;
        }
        assertThat(added.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo(PlanFaultCode.LISTS_MOVED);
            assertThat(fault.path()).isEqualTo("benefits[0]." + moved);
            assertThat(fault.line()).isEqualTo(lineOf(HOSPITAL, "benefits:") + 1);
            assertThat(fault.arguments()).containsExactly("diagnosis", "hospital-2025");
        });
    }

    /** Over a term only fen are kept, under the name of the benefit. */
    @Test
    void aListOfASumOnceATermMayHaveAnotherName() {
        String first = lump(edition("2025", "2025-01-01", ""), "difference: severe a, mild b");
        String next = lump(edition("2027", "2027-01-01", ""), "difference: grave a, mild b");
        assertThat(followed(
                                first.replace("once_per: life", "once_per: term"),
                                next.replace("once_per: life", "once_per: term"))
                        .faults())
                .isEmpty();
    }

    /** No claim states items yet: what is sold by them would never be paid. The rules decide on them all the same. */
    @Test
    void aBenefitByItemsIsNotTakenIntoForce() throws IOException {
        String text = Files.readString(Path.of("docs/examples/items/plan.yaml"));
        PlanBook.Parsed added = PlanBook.shipped().with("items.yaml", text, TODAY);
        assertThat(added.faults())
                .filteredOn(fault -> fault.code() == PlanFaultCode.NO_ITEMS)
                .extracting(PlanFault::path, PlanFault::line)
                .containsExactly(tuple("benefits[0].per_item", lineOf(text, "benefits:") + 1));
        Map<String, String> files = Map.of("items.yaml", text);
        assertThat(PlanBook.parse(files).faults()).extracting(PlanFault::code).containsExactly(PlanFaultCode.NO_ITEMS);
        assertThat(PlanBook.parsePart(files).book()).isPresent();
        assertThat(PlanBook.parseAccepted(files).book()).isPresent();
        String retired = text.replace("valid_from: 2026-01-01", "valid_from: 2026-01-01\nretired: {from: 2026-07-01}");
        assertThat(PlanBook.parse(Map.of("items.yaml", retired)).faults())
                .as("a plan that was accepted before can be retired")
                .isEmpty();
    }

    private static int lineOf(String text, String key) {
        return text.lines().toList().indexOf(key) + 1;
    }

    /** The hospital plan with one lump sum, {@code each_list: list class class, list class}. */
    private static String lump(String text, String said) {
        StringBuilder written = new StringBuilder("benefits:\n  - lump_sum: diagnosis\n");
        written.append("    name: {zh: 金, en: Sum}\n    once_per: life\n    clause: \"6\"\n    each_list: ")
                .append(said, 0, said.indexOf(':'))
                .append("\n    lists:\n");
        for (String list : said.substring(said.indexOf(':') + 1).split(",")) {
            String[] words = list.strip().split(" ");
            written.append("      - list: ")
                    .append(words[0])
                    .append("\n        per_unit: 1000\n        clause: \"6\"\n");
            written.append("        classes:\n");
            for (int i = 1; i < words.length; i++) {
                written.append("          - {class: ").append(words[i]);
                written.append(", name: {zh: 病, en: Ill}, icd10: [C5")
                        .append((int) words[i].charAt(0) % 10)
                        .append("]}\n");
            }
        }
        return text.substring(0, text.indexOf("benefits:")) + written + text.substring(text.indexOf("\nclauses:"));
    }

    private static int ruleLine() {
        return (int) HOSPITAL.substring(0, HOSPITAL.indexOf("    rules:\n"))
                        .lines()
                        .count()
                + 2;
    }

    /** The hospital plan with these rules alone, each on its line. */
    private static String ruled(String text, String rules) {
        StringBuilder written = new StringBuilder("    rules:\n");
        for (String rule : rules.split(";")) {
            written.append("      - {")
                    .append(rule.strip().replace(" per ", ", per: "))
                    .append(", clause: \"6\"}\n");
        }
        int from = text.indexOf("    rules:\n");
        return text.substring(0, from) + written + text.substring(text.indexOf("\nclauses:"));
    }

    @Test
    void faultyTextIsNotAdded() {
        PlanBook.Parsed added = PlanBook.shipped().with("bad.yaml", HOSPITAL.replace("70%\n", "170%\n"), TODAY);
        assertThat(added.book()).isEmpty();
        assertThat(added.faults()).extracting(PlanFault::code).containsExactly(PlanFaultCode.NO_RATE);
    }

    private static String inForce(PlanBook book, String day) {
        return book.version(new PlanCode("hospital"), LocalDate.parse(day))
                .orElseThrow()
                .edition();
    }

    @Test
    void addOnsThatNeedEachOtherAreACycle() {
        Map<String, String> files = files(
                "base: ''",
                "one: requires: [two]",
                "two: requires: [three]",
                "three: requires: [one]",
                "four: requires: [one]");
        List<PlanFault> faults = PlanBook.parse(files).faults();
        assertThat(faults).extracting(PlanFault::code).containsOnly(PlanFaultCode.CYCLE);
        assertThat(faults)
                .extracting(PlanFault::file)
                .containsExactly("one.yaml", "two.yaml", "three.yaml", "four.yaml");
        assertThat(faults.get(0).arguments()).containsExactly("four, one, three, two");
        assertThat(faults.get(0).path()).isEqualTo("joining.requires");
        assertThat(faults.get(0).line()).isEqualTo(13);
    }

    @Test
    void oneOfSeveralBasesOpensTheWay() {
        assertThat(PlanBook.parse(files("base: ''", "one: requires: [two, base]", "two: requires: [one]"))
                        .faults())
                .isEmpty();
        assertThat(PlanBook.parse(files("one: requires: [one]")).faults())
                .extracting(PlanFault::code)
                .containsExactly(PlanFaultCode.CYCLE);
    }

    @Test
    void basePlanAndSuccessorAreInTheBook() {
        List<PlanFault> faults = PlanBook.parse(files("one: requires: [gone]")).faults();
        assertThat(faults).extracting(PlanFault::code).containsExactly(PlanFaultCode.NO_PLAN);
        assertThat(faults.get(0).arguments()).containsExactly("gone");
        assertThat(PlanBook.parsePart(files("one: requires: [gone]")).book()).isPresent();
        String retired = HOSPITAL.replace("order: 10", "order: 10\nretired: {from: 2027-01-01, successor: next}");
        assertThat(PlanBook.parse(Map.of("a.yaml", retired)).faults())
                .extracting(PlanFault::code, PlanFault::path, PlanFault::line)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(PlanFaultCode.NO_PLAN, "retired.successor", 5));
        assertThat(PlanBook.parse(Map.of("a.yaml", retired.replace("successor: next", "successor: hospital")))
                        .faults())
                .extracting(PlanFault::code)
                .containsExactly(PlanFaultCode.NO_PLAN);
        assertThat(PlanBook.parse(Map.of("a.yaml", retired, "b.yaml", plan("next", "")))
                        .faults())
                .isEmpty();
    }

    /** Covers of a year that began before the end run past it: somebody has to take them over, or they were over before. */
    @ParameterizedTest
    @CsvSource({
        "2028-01-01, '', COVERS_LEFT",
        "2028-01-01, 2027-06-01, COVERS_LEFT",
        "2028-01-01, 2027-01-02, COVERS_LEFT",
        "2028-01-01, 2027-01-01, ''",
        "2028-01-01, 2026-07-01, ''",
    })
    void anEndLeavesNoCovers(String end, String retired, String fault) {
        String from = "2026-04-01\nvalid_to: " + end + (retired.isEmpty() ? "" : "\nretired: {from: " + retired + "}");
        PlanBook.Parsed added = PlanBook.shipped().with("next.yaml", edition("2026", from, ""), TODAY);
        assertThat(added.faults())
                .extracting(it -> it.code().name())
                .containsExactly(fault.isEmpty() ? new String[0] : new String[] {fault});
        assertThat(added.faults()).allSatisfy(it -> {
            assertThat(it.path()).isEqualTo("valid_to");
            assertThat(it.line()).isEqualTo(10);
            assertThat(it.arguments()).containsExactly("2028-01-01", "2027-01-01");
        });
    }

    @Test
    void anEditionThatBeginsOnTheEndTakesTheCoversOver() {
        String first = edition("2025", "2025-01-01\nvalid_to: 2026-01-01", "");
        Map<String, String> files = new LinkedHashMap<>(Map.of("a.yaml", first));
        assertThat(PlanBook.parse(files).faults())
                .extracting(PlanFault::code)
                .containsExactly(PlanFaultCode.COVERS_LEFT);
        assertThat(PlanBook.parsePart(files).faults())
                .as("the next may lie outside")
                .isEmpty();
        assertThat(PlanBook.parseAccepted(files).faults())
                .as("for new files alone")
                .isEmpty();
        files.put("b.yaml", edition("2026", "2026-01-01", ""));
        assertThat(PlanBook.parse(files).faults()).isEmpty();
        files.put("b.yaml", edition("2026", "2026-01-02", ""));
        assertThat(PlanBook.parse(files).faults())
                .extracting(PlanFault::code)
                .containsExactly(PlanFaultCode.COVERS_LEFT);
    }

    /** From the end nobody joins; covers in force run to theirs. */
    @Test
    void theEditionThatBeganLastDecidesWhateverEndItStates() {
        String first = edition("2025", "2025-01-01\nvalid_to: 2026-01-01", "");
        String second = edition("2026", "2026-03-01", "");
        PlanBook book = PlanBook.parseAccepted(Map.of("a.yaml", first, "b.yaml", second))
                .book()
                .orElseThrow();
        assertThat(inForce(book, "2026-02-01")).isEqualTo("2025");
        assertThat(inForce(book, "2026-03-01")).isEqualTo("2026");
        assertThat(book.openOn(LocalDate.of(2026, 2, 1))).isEmpty();
    }

    @Test
    void anEditionMayBeginBeforeTheStatedEndOfTheOneInForce() {
        String first = edition("2025", "2025-01-01\nvalid_to: 2030-01-01", "");
        PlanBook book = PlanBook.parseAccepted(Map.of("a.yaml", first)).book().orElseThrow();
        PlanBook next = book.with("next.yaml", edition("2026", "2026-03-01", ""), TODAY)
                .book()
                .orElseThrow();
        assertThat(inForce(next, "2026-02-28")).isEqualTo("2025");
        assertThat(inForce(next, "2026-03-01")).isEqualTo("2026");
    }

    @Test
    void nothingBeginsWhenAPlanIsRetired() {
        String retired = HOSPITAL.replace("order: 10", "order: 10\nretired: {from: 2027-01-01}");
        Map<String, String> files = new LinkedHashMap<>();
        files.put("a.yaml", retired);
        files.put("b.yaml", edition("2027", "2027-01-01", ""));
        assertThat(PlanBook.parse(files).faults())
                .extracting(PlanFault::code)
                .containsExactly(PlanFaultCode.AFTER_RETIREMENT);
        files.put("b.yaml", edition("2027", "2026-12-31", ""));
        assertThat(PlanBook.parse(files).faults()).isEmpty();
    }
}
