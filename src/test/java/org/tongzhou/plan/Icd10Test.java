package org.tongzhou.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The international part of each code in a text of diagnoses, whatever edition wrote it. */
class Icd10Test {
    @ParameterizedTest
    @CsvSource({
        "急性前壁心肌梗死 I21.0, I21.0",
        "急性前壁心肌梗死(I21.001), I21.0",
        "急性心肌梗死 I21.900, I21.9",
        "乳腺恶性肿瘤C50.900x001, C50.9",
        "肺上叶恶性肿瘤 C34.100x001, C34.1",
        "胆囊结石 K80.200x002, K80.2",
        "甲状腺癌 c73, C73",
        "1.急性心肌梗死 2.C50.900, C50.9",
        "恶性肿瘤化学治疗 Z51.1；乳腺癌 C50.900，C50.9, Z51.1 C50.9",
    })
    void international(String text, String codes) {
        assertThat(found(text)).isEqualTo(codes);
    }

    /** Clinical editions put an x where the international one has no fourth digit: the category is the whole code. */
    @ParameterizedTest
    @CsvSource({
        "卵巢恶性肿瘤 C56.x00, C56",
        "卵巢恶性肿瘤C56.X00, C56",
        "甲状腺恶性肿瘤 C73.x00x003, C73",
        "阴道恶性肿瘤(C52.x00), C52",
        "卵巢癌 C56.x, C56",
        "高血压 I10.x00x002；卵巢恶性肿瘤 C56.x00；乳腺恶性肿瘤 C50.900x001, I10 C56 C50.9",
    })
    void withoutFourthDigit(String text, String codes) {
        assertThat(found(text)).isEqualTo(codes);
    }

    @ParameterizedTest
    @CsvSource({"急性心肌梗死 I21.0., I21.0", "甲状腺癌 C73., C73", "I21.0. C73.x00., I21.0 C73"})
    void beforeAFullStop(String text, String codes) {
        assertThat(found(text)).isEqualTo(codes);
    }

    @ParameterizedTest
    @CsvSource({"胆囊结石", "住院号 ZY0098123", "批号 C56.y00", "批号 I21.0123456789", "批号 I21.0.1"})
    void noCode(String text) {
        assertThat(found(text)).isEmpty();
    }

    private static String found(String text) {
        List<String> codes = Icd10.within(text).stream().map(Icd10::code).toList();
        return String.join(" ", codes);
    }
}
