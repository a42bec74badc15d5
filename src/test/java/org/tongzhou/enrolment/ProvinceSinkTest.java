package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rows of a province's file, on the way to their units. */
class ProvinceSinkTest {
    private static final String CODE = "91350100M000100Y43";

    /** As in a list of units and in every form. */
    @Test
    void aUnitIsFoundByItsCodeInWhateverWidthAndSpacingItIsTyped() {
        List<ProvinceSink.Homeless> homeless = new ArrayList<>();
        ProvinceSink sink = new ProvinceSink(
                Map.of(),
                unit -> {
                    throw new AssertionError("no unit is known here");
                },
                chunk -> homeless.addAll(chunk.homeless()));
        sink.header(RosterHeader.of(List.of("统一社会信用代码", "姓名", "证件号码", "手机号码", "住院医疗")));
        int row = 1;
        for (String typed : List.of(CODE, "'" + CODE, "91350100 M000100Y 43", "９１３５０１００ｍ０００１００ｙ４３")) {
            sink.row(new RosterRow(++row, false, List.of(Cell.text(typed))));
        }
        sink.flush();
        assertThat(homeless).extracting(ProvinceSink.Homeless::code).hasSize(4).containsOnly(CODE);
    }
}
