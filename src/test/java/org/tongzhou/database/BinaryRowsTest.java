package org.tongzhou.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows grow with what is put in, wherever their room ends. */
class BinaryRowsTest {
    private static List<Consumer<BinaryRows>> values() {
        return List.of(
                rows -> rows.row(3),
                rows -> rows.add(new byte[] {1, 2, 3}),
                rows -> rows.put(true),
                rows -> rows.put(7),
                rows -> rows.put(7L),
                rows -> rows.put(new UUID(1, 2)),
                rows -> rows.put("会员"),
                rows -> rows.put((String) null),
                rows -> rows.put(new byte[] {4, 5}),
                rows -> rows.put(LocalDate.of(2026, 2, 10)),
                rows -> rows.put(Instant.parse("2026-02-10T01:00:00.123456Z")),
                rows -> rows.putOr(null),
                rows -> rows.putInts(List.of(1, 2, 3), number -> number),
                rows -> rows.putLongs(List.of(1L, 2L), number -> number));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueIsTheSameHoweverLittleRoomThereWas(Consumer<BinaryRows> value) {
        byte[] ample = put(new BinaryRows(1_000), value);
        for (int room = 1; room < 40; room++) {
            assertThat(put(new BinaryRows(room), value)).isEqualTo(ample);
        }
    }

    private static byte[] put(BinaryRows rows, Consumer<BinaryRows> value) {
        rows.put(1);
        value.accept(rows);
        value.accept(rows);
        return rows.take();
    }
}
