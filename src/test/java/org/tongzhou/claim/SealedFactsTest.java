package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Vault;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** Facts of a case open as they were sealed. */
@RoomTest
class SealedFactsTest {
    private static final CaseId CASE = new CaseId(7);

    @Autowired
    private Sealing sealing;

    @Autowired
    private Vault vault;

    @Test
    void whatWasReadDoubtfulAndConfirmedIsKept() {
        FactSheet facts = new FactSheet(each(
                KnownFact.typed("1"),
                new KnownFact("2", "3", true, false),
                new KnownFact("4", "4", false, true),
                new KnownFact("5", null, true, true)));
        assertThat(sealing.facts(TestData.FUND, CASE, sealing.facts(TestData.FUND, CASE, facts)))
                .isEqualTo(facts);
    }

    @Test
    void factsThatWereSealedWithWhatIsNotSoAreRead() {
        String code = FactField.values()[0].code();
        String earlier = "{\"" + code + "\":{\"value\":\"1\",\"read\":null,\"doubtful\":false,\"confirmed\":false}}";
        byte[] sealed = vault.seal("claim.event_case:42:7", earlier.getBytes(StandardCharsets.UTF_8));
        assertThat(sealing.facts(TestData.FUND, CASE, sealed)).isEqualTo(new FactSheet(each(KnownFact.typed("1"))));
    }

    private static Map<FactField, KnownFact> each(KnownFact... facts) {
        Map<FactField, KnownFact> entries = new EnumMap<>(FactField.class);
        for (int i = 0; i < facts.length; i++) {
            entries.put(FactField.values()[i], facts[i]);
        }
        return entries;
    }
}
