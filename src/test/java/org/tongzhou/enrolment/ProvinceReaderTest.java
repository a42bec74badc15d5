package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        try (ProvinceReader reader = reading(units -> new ReadyUnits())) {
            assertThat(reader.next()).isNotNull();
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void allThatIsReadyIsWrittenTogether() throws Exception {
        String rows = IntStream.rangeClosed(1, 3)
                .mapToObj(unit -> ("U" + unit + ",样例,110101199001011237,男,1\n").repeat(5_000))
                .collect(Collectors.joining());
        CountDownLatch judged = new CountDownLatch(3);
        try (ProvinceReader reader = reading(rows, chunk -> {
            ReadyUnits ready = new ReadyUnits();
            chunk.units().forEach(unit -> unit.rows().forEach(row -> ready.count("U", row)));
            judged.countDown();
            return ready;
        })) {
            assertThat(judged.await(60, TimeUnit.SECONDS)).isTrue();
            long rowsAtOnce = Objects.requireNonNull(reader.next()).rows();
            long left = Stream.generate(reader::next)
                    .takeWhile(Objects::nonNull)
                    .mapToLong(ReadyUnits::rows)
                    .sum();
            assertThat(rowsAtOnce).isGreaterThanOrEqualTo(10_000);
            assertThat(rowsAtOnce + left).isEqualTo(15_000);
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
            return new ReadyUnits();
        });
        Thread thread = started.get(60, TimeUnit.SECONDS);
        reader.close();
        thread.join(30_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(loud).isEmpty();
    }

    private ProvinceReader reading(Function<ProvinceSink.Chunk, ReadyUnits> judge) throws IOException {
        return reading("U1,样例,110101199001011237,男,1\n", judge);
    }

    private ProvinceReader reading(String rows, Function<ProvinceSink.Chunk, ReadyUnits> judge) throws IOException {
        Path file = directory.resolve("province.csv");
        Files.writeString(file, "单位代码,姓名,证件号码,性别,综合互助\n" + rows);
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
                Set.of(),
                null);
        RosterTerms terms =
                RosterTerms.of(DAY, PlanSets.book(SampleRegion.PLANS).versions());
        return ProvinceReader.start(
                new ProvinceReader.Source(file, Map.of("U1", unit, "U2", unit, "U3", unit), any -> terms), judge);
    }
}
