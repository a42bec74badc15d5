package org.tongzhou.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.tongzhou.document.Letter;
import org.tongzhou.document.Letters;
import org.tongzhou.document.Upload;

/** Papers that members bring: the shipped sample receipts, and records, reports and statements written for the occasion. */
@Component
@Profile("demo")
class SamplePapers {
    private static final String MARK = "样例 非真实材料";

    private final Letters letters;

    SamplePapers(Letters letters) {
        this.letters = letters;
    }

    static Upload receipt(int number) {
        return new Upload("receipt-" + number + ".pdf", "receipt", resource("receipt-" + number + ".pdf"));
    }

    Upload receipt(SampleReceipt receipt) {
        String name = "receipt-" + receipt.number() + ".pdf";
        return new Upload(name, "receipt", letters.pdf(receipt.letter()));
    }

    Upload dischargeRecord(String hospital, String name, String diagnosis) {
        return paper(
                "discharge_record",
                "出院记录",
                List.of(Map.entry("医院", hospital), Map.entry("姓名", name), Map.entry("出院诊断", diagnosis)));
    }

    Upload pathologyReport(String hospital, String name, String finding) {
        return paper(
                "pathology_report",
                "病理检查报告",
                List.of(Map.entry("医院", hospital), Map.entry("姓名", name), Map.entry("病理诊断", finding)));
    }

    Upload unitStatement(String unit, String name, String what) {
        return paper(
                "unit_statement",
                "意外伤害情况说明",
                List.of(Map.entry("单位", unit), Map.entry("姓名", name), Map.entry("经过", what)));
    }

    private Upload paper(String kind, String title, List<Map.Entry<String, String>> lines) {
        Letter letter = new Letter(title, MARK, List.of(new Letter.Pairs(lines)), null);
        return new Upload(kind + ".pdf", kind, letters.pdf(letter));
    }

    static byte[] resource(String name) {
        try (InputStream in = SamplePapers.class.getResourceAsStream("/demo/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
