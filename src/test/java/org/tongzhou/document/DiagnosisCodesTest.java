package org.tongzhou.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tongzhou.document.ReceiptReading.Field;

/** The code behind the words of a diagnosis stays whole, whatever edition wrote it. */
class DiagnosisCodesTest {
    @ParameterizedTest
    @CsvSource({
        "乳腺恶性肿瘤C50.9, 乳腺恶性肿瘤 C50.9",
        "乳腺恶性肿瘤C50.900, 乳腺恶性肿瘤 C50.900",
        "卵巢恶性肿瘤C56.x00, 卵巢恶性肿瘤 C56.x00",
        "卵巢恶性肿瘤C56.X00, 卵巢恶性肿瘤 C56.X00",
        "甲状腺恶性肿瘤C73.X00X003, 甲状腺恶性肿瘤 C73.X00X003",
        "胆囊结石, 胆囊结石",
    })
    void printed(String value, String read) {
        assertThat(ReceiptLines.canonical("diag", value)).isEqualTo(read);
        assertThat(photographed(read).value()).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"急性心肌梗死121.0, 急性心肌梗死 I21.0", "急性心肌梗死121.900, 急性心肌梗死 I21.900"})
    void aLetterReadAsADigitIsMendedAndInDoubt(String value, String mended) {
        Field field = photographed(value);
        assertThat(field.value()).isEqualTo(mended);
        assertThat(field.doubtful()).isTrue();
    }

    private static Field photographed(String value) {
        Field seen = new Field(value, 0.9, false, null);
        return FieldDoubt.judged("diag", seen, false, value);
    }
}
