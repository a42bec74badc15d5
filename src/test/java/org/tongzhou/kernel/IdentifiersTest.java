package org.tongzhou.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class IdentifiersTest {
    private final JsonNode golden = Golden.read("identifiers.json");

    @Test
    void genuineIdentityNumbersAreRead() {
        List<String> valid = Golden.texts(golden.at("/citizen_id/valid"));
        assertThat(valid)
                .isNotEmpty()
                .allSatisfy(n -> assertThat(ResidentId.fault(n)).isEmpty());
        assertThat(Golden.texts(golden.at("/hk_macao_taiwan_residence_permit_valid")))
                .isNotEmpty()
                .allSatisfy(n -> assertThat(ResidentId.fault(n)).isEmpty());
        assertThat(Golden.texts(golden.at("/foreign_permanent_resident_card_valid")))
                .isNotEmpty()
                .allSatisfy(n -> assertThat(ResidentId.fault(n)).isEmpty());
    }

    @Test
    void aWrongCheckDigitIsNamed() {
        assertThat(Golden.texts(golden.at("/citizen_id/invalid")))
                .isNotEmpty()
                .allSatisfy(n -> assertThat(ResidentId.fault(n)).contains(ResidentId.Fault.CHECK_DIGIT));
    }

    @Test
    void everyOtherCheckCharacterIsRefused() {
        String head = "11010519491231002";
        for (char check : "0123456789".toCharArray()) {
            assertThat(ResidentId.fault(head + check)).contains(ResidentId.Fault.CHECK_DIGIT);
        }
        assertThat(ResidentId.fault(head + "X")).isEmpty();
    }

    @Test
    void formComesBeforeDateAndDateBeforeCheck() {
        assertThat(ResidentId.fault("11010519491231002x")).contains(ResidentId.Fault.FORM);
        assertThat(ResidentId.fault("1101051949123100X")).contains(ResidentId.Fault.FORM);
        assertThat(ResidentId.fault("１１０１０５１９４９１２３１００２X")).contains(ResidentId.Fault.FORM);
        assertThat(ResidentId.fault("110105194902300021")).contains(ResidentId.Fault.BIRTH_DATE);
    }

    @Test
    void theSeventeenthDigitTellsTheSex() {
        assertThat(new ResidentId("420981197406121177").sex()).isEqualTo(Sex.MALE);
        assertThat(new ResidentId("420202197903084289").sex()).isEqualTo(Sex.FEMALE);
    }

    @Test
    void sixtyLastsUntilTheDayBeforeTheSixtyFirstBirthday() {
        LocalDate on = LocalDate.parse(golden.at("/citizen_id/age_boundary/on").asString());
        Golden.texts(golden.at("/citizen_id/age_boundary/last_day_insurable"))
                .forEach(n -> assertThat(new ResidentId(n).ageOn(on)).isEqualTo(60));
        Golden.texts(golden.at("/citizen_id/age_boundary/too_old"))
                .forEach(n -> assertThat(new ResidentId(n).ageOn(on)).isEqualTo(61));
    }

    @Test
    void aLeapDayBirthdayIsKeptOnTheFirstOfMarch() {
        String digits = "42028120000229111";
        ResidentId id = new ResidentId(digits + ResidentId.checkCharacter(digits));
        assertThat(id.ageOn(LocalDate.of(2025, 2, 28))).isEqualTo(24);
        assertThat(id.ageOn(LocalDate.of(2025, 3, 1))).isEqualTo(25);
        assertThat(id.ageOn(LocalDate.of(2024, 2, 29))).isEqualTo(24);
    }

    @Test
    void anIdentityNumberNeverPrintsItself() {
        assertThat(new ResidentId("420981197406121177")).hasToString("4209**********1177");
        assertThatThrownBy(() -> new ResidentId("420981197406121178")).hasMessageNotContaining("4209");
    }

    @Test
    void unifiedCodesCarryTheirCheckCharacter() {
        assertThat(Golden.texts(golden.at("/uscc/valid"))).isNotEmpty().allMatch(Checksums::unifiedSocialCreditCode);
        assertThat(Golden.texts(golden.at("/uscc/invalid"))).isNotEmpty().noneMatch(Checksums::unifiedSocialCreditCode);
        assertThat(Checksums.unifiedSocialCreditCode("91350100M000100I43")).isFalse();
        assertThat(Checksums.unifiedSocialCreditCode("")).isFalse();
    }

    @Test
    void bankCodesCarryTheirCheckDigit() {
        assertThat(Golden.texts(golden.at("/cnaps_valid"))).hasSize(40).allMatch(Checksums::cnaps);
        assertThat(Golden.texts(golden.at("/cnaps_invalid"))).isNotEmpty().noneMatch(Checksums::cnaps);
    }

    @Test
    void cardsCarryTheLuhnSum() {
        assertThat(Golden.texts(golden.at("/bank_card_luhn_valid")))
                .isNotEmpty()
                .allMatch(Checksums::luhn);
        assertThat(Golden.texts(golden.at("/bank_card_luhn_invalid")))
                .isNotEmpty()
                .noneMatch(Checksums::luhn);
    }
}
