package org.tongzhou.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.document.Letters;
import org.tongzhou.document.PaperId;
import org.tongzhou.document.Papers;
import org.tongzhou.document.ReceiptReading;
import org.tongzhou.document.Upload;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.testing.RoomTest;

@RoomTest
class SampleReceiptTest {
    @Autowired
    Papers papers;

    @Autowired
    Letters letters;

    @Test
    void aWrittenReceiptIsReadLikeAGenuineOne() {
        SampleReceipt receipt = new SampleReceipt(
                "雷龙海",
                "大冶市人民医院",
                "肺炎 J18.9",
                LocalDate.of(2026, 4, 27),
                LocalDate.of(2026, 5, 3),
                Money.ofYuan(9_000),
                71_000);
        FundId fund = new FundId(42);
        Upload upload = new Upload("receipt.pdf", "receipt", letters.pdf(receipt.letter()));
        PaperId id = papers.store(Actor.system(fund), new PersonId(1), upload, Instant.parse("2026-05-07T01:00:00Z"));
        ReceiptReading reading = papers.reading(fund, id).orElseThrow();
        assertThat(reading.checks()).allMatch(ReceiptReading.Check::holds);
        assertThat(reading.text("payer")).isEqualTo("雷龙海");
        assertThat(reading.text("diag")).isEqualTo("肺炎 J18.9");
        assertThat(reading.money("selfScope")).contains(Money.ofYuan(4_050));
        assertThat(reading.items()).hasSize(2);
    }
}
