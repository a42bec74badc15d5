package org.tongzhou.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.FundId;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** Files that are added together to the directory of a fund are held against each other as much as against its plans. */
@RoomTest
class AddedPlansTest {
    private static final PlanCode HOSPITAL = new PlanCode("hospital");
    private static final LocalDate DAY = TestData.TODAY;
    private static final AtomicInteger FUNDS = new AtomicInteger(52);

    @Autowired
    Plans plans;

    @TempDir
    Path directory;

    private final FundId fund = new FundId(FUNDS.getAndIncrement());

    /** Two plans share a cap; each has a new edition from one day, and both files are added for one start. */
    @Test
    void aSharedCapIsChangedByFilesThatAreAddedTogether() throws IOException {
        for (String plan : List.of("one", "two")) {
            write(plan + "-2025", sharing(plan, "30000"));
        }
        start();
        write("one-2026", next(sharing("one", "40000"), "2026", "2026-07-01"));
        assertThatThrownBy(() -> start())
                .as("not one alone")
                .hasMessageContaining("one-2026.yaml")
                .hasMessageContaining("two-2025");
        write("two-2026", next(sharing("two", "40000"), "2026", "2026-07-01"));
        start();
        assertThat(plans.book(fund).capsApart(DAY)).isEmpty();
        assertThat(plans.book(fund).versions()).hasSize(4);
    }

    @Test
    void editionsAddedTogetherFollowEachOther() throws IOException {
        write("hospital-2025", shipped());
        start();
        write("z-2026", next(shipped(), "2026", "2026-07-01\nvalid_to: 2027-01-01"));
        write("a-2027", next(shipped(), "2027", "2027-01-01"));
        start();
        assertThat(plans.editions(fund, HOSPITAL))
                .extracting(PlanVersion::edition)
                .containsExactly("2025", "2026", "2027");
    }

    @Test
    void aPlanIsRetiredBesideTheFileOfItsSuccessor() throws IOException {
        write("hospital-2025", shipped());
        start();
        String retired = "2026-03-01\nretired: {from: 2026-07-01, successor: hospital-plus}";
        write("hospital-2026", next(shipped(), "2026", retired));
        String plus = shipped().replace("plan: hospital", "plan: hospital-plus");
        write("hospital-plus", next(plus, "2026", "2026-07-01"));
        String besides = shipped()
                .replace("plan: hospital", "plan: add-on")
                .replace("  sex: any", "  sex: any\n  requires: [hospital-plus]");
        write("add-on", next(besides, "2026", "2026-03-01"));
        start();
        assertThat(plans.openOn(fund, LocalDate.of(2026, 7, 1)))
                .extracting(it -> it.code().value())
                .containsExactlyInAnyOrder("hospital-plus", "add-on");
    }

    @Test
    void anAddedFileEndsTheEditionInForceBeforeTheEndThatItStates() throws IOException {
        write("hospital-2025", next(shipped(), "2025", "2025-01-01\nvalid_to: 2030-01-01"));
        plans.accept(
                fund,
                Map.of("hospital-2025.yaml", Files.readString(directory.resolve("hospital-2025.yaml"))),
                TestData.NOW);
        write("hospital-2026", next(shipped(), "2026", "2026-07-01"));
        start();
        start();
        assertThat(plans.version(fund, HOSPITAL, LocalDate.of(2026, 7, 1)))
                .map(PlanVersion::edition)
                .hasValue("2026");
        assertThat(plans.openOn(fund, LocalDate.of(2026, 7, 1))).hasSize(1);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name + ".yaml"), text);
    }

    private static String next(String text, String edition, String from) {
        return text.replace("\"2025\"", "\"" + edition + "\"").replace("valid_from: 2025-01-01", "valid_from: " + from);
    }

    private static String sharing(String plan, String cap) {
        return shipped()
                .replace("plan: hospital", "plan: " + plan)
                .replace(
                        "    rules:\n",
                        "    rules:\n      - {cap: " + cap + ", per: term, group: medical, clause: \"6\"}\n");
    }

    private void start() {
        plans.loadShipped(fund, directory.toString(), TestData.NOW);
    }

    private static String shipped() {
        return PlanBook.shippedFiles().getOrDefault("hospital-2025.yaml", "");
    }
}
