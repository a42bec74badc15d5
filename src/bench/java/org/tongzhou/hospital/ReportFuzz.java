package org.tongzhou.hospital;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.tongzhou.document.PaperFuzz;
import org.tongzhou.kernel.Refusal;

/** What hospitals and insurers send, for fuzzing: {@code fhir-json} and {@code fhir-xml} bundles, and the {@code settlements} file. */
public final class ReportFuzz {
    private static final String SETTLEMENTS = """
            结算单号,医院,姓名,证件号,入院日期,出院日期,诊断,费用总额,统筹基金支付,其他支付,个人账户支付,个人现金支付,个人自付,个人自费
            S1,大冶市人民医院,冯建军,420102198506150026,20260119,2026-02-03,胆囊结石 K80.2,"1,000.00",0,0,0,1000.00,1000.00,0
            """;

    private ReportFuzz() {}

    public static List<byte[]> corpus(String name) throws IOException {
        if (name.equals("settlements")) {
            return List.of(
                    SETTLEMENTS.getBytes(StandardCharsets.UTF_8), SETTLEMENTS.getBytes(Charset.forName("GB18030")));
        }
        List<byte[]> bundles = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/fhir"))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".json"))
                    .filter(one -> !one.endsWith("expected.json"))
                    .sorted()
                    .toList()) {
                bundles.add(Files.readAllBytes(file));
            }
        }
        return name.equals("fhir-xml") ? bundles.stream().map(ReportFuzz::asXml).toList() : bundles;
    }

    public static PaperFuzz.Parser parser(String name) {
        return name.equals("settlements")
                ? ReportFuzz::settlements
                : bundles(name.equals("fhir-xml") ? FhirForm.XML : FhirForm.JSON);
    }

    private static byte[] asXml(byte[] json) {
        FhirMessages messages = new FhirMessages();
        return messages.write(FhirForm.XML, messages.bundle(FhirForm.JSON, json))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static PaperFuzz.Parser bundles(FhirForm form) {
        FhirMessages messages = new FhirMessages();
        messages.write(form, new Bundle());
        Sender sender = new Sender(1, 1, "样例医院", Sender.Kind.INSURER, "/42/", true, Instant.EPOCH);
        return bytes -> {
            try {
                new BundleReader(messages.bundle(form, bytes), sender).read();
            } catch (FhirFault refusedInWords) {
                return;
            }
        };
    }

    private static void settlements(byte[] bytes) {
        try {
            SettlementFiles.read(bytes, new ArrayList<>(), new ArrayList<>());
        } catch (Refusal refusedInWords) {
            return;
        }
    }
}
