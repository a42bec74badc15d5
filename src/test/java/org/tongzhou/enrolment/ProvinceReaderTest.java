package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.FeeShares;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.plan.PlanSets;

/** A province's file is judged on a thread of its own; how that thread ends decides whether the file counts as read. */
class ProvinceReaderTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    @TempDir
    Path directory;

    @Test
    void afterTheLastRowThereIsNothingMore() throws IOException {
        try (ProvinceReader reader = reading(units -> ProvinceReader.Judgement.NONE)) {
            assertThat(reader.next()).isNotNull();
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void whatRefusesARowRefusesTheFile() throws IOException {
        try (ProvinceReader reader = reading(units -> {
            throw new IllegalArgumentException("no such day");
        })) {
            assertThatThrownBy(reader::next).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aReaderThatBreaksDownNeverPassesHalfAFileForTheWhole() throws IOException {
        try (ProvinceReader reader = reading(units -> {
            throw new OutOfMemoryError("while judging");
        })) {
            assertThatThrownBy(reader::next).hasRootCauseInstanceOf(OutOfMemoryError.class);
        }
    }

    @Test
    void aReaderThatIsGivenUpEndsInSilence() throws Exception {
        CompletableFuture<Thread> started = new CompletableFuture<>();
        List<Throwable> loud = new CopyOnWriteArrayList<>();
        ProvinceReader reader = reading(units -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, why) -> loud.add(why));
            started.complete(Thread.currentThread());
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park();
            }
            return ProvinceReader.Judgement.NONE;
        });
        Thread thread = started.get(30, TimeUnit.SECONDS);
        reader.close();
        thread.join(30_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(loud).isEmpty();
    }

    private ProvinceReader reading(Function<List<UnitRows>, ProvinceReader.Judgement> judge) throws IOException {
        Path file = directory.resolve("province.csv");
        Files.writeString(file, "单位代码,姓名,证件号码,性别,综合互助\nU1,样例,110101199001011237,男,1\n");
        Unit unit = new Unit(
                new UnitId(1),
                "U1",
                "样例单位",
                UnitKind.ENTERPRISE,
                "区",
                "/1/2/u1/",
                1,
                FeeShares.worker(),
                true,
                Set.of());
        RosterTerms terms =
                RosterTerms.of(DAY, PlanSets.book(SampleRegion.PLANS).versions());
        return ProvinceReader.start(new ProvinceReader.Source(file, Map.of("U1", unit), any -> terms), judge);
    }
}
