package org.tongzhou.story;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.tongzhou.kernel.Checksums;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.NewPerson;
import org.tongzhou.testing.TestData;

/** Somebody whose every secret is unlike anything else, so that each of them can be looked for. */
record Canary(NewPerson person, String diagnosis, String newCard) {
    /** The card of the second is one that the story's bank finds closed. */
    static Canary of(int number) {
        NewPerson any = TestData.newPerson(Sex.MALE, LocalDate.of(1979, 11, 2 + number));
        NewPerson person = new NewPerson(
                "金丝" + (char) ('甲' + number),
                any.id(),
                "1787" + (3_141_590 + number),
                card(27_182_818L + number * 7L, number == 1 ? "3345" : ""));
        return new Canary(person, "金丝雀氏胆石" + number + "号 K80.2", card(16_180_339L + number * 11L, ""));
    }

    private static String card(long first, String end) {
        for (long number = first * 10_000; ; number++) {
            String card = "621799" + String.format("%013d", number);
            if (card.endsWith(end) && Checksums.luhn(card)) {
                return card;
            }
        }
    }

    /** What nobody but the person may read in clear, each as it is written. */
    List<String> identity() {
        return List.of(person.id().number(), person.phone(), String.valueOf(person.card()), newCard);
    }

    List<String> secrets() {
        return List.of(
                person.id().number(),
                person.phone(),
                String.valueOf(person.card()),
                newCard,
                diagnosis.substring(0, diagnosis.indexOf(' ')));
    }

    /** The fifth sample receipt as if it were this person's. */
    byte[] receipt(int number) {
        String xml = new String(Story.resource("/inputs/receipts/receipt-5.xml"), StandardCharsets.UTF_8)
                .replace("田明海", person.name())
                .replace("胆囊结石 K80.2", diagnosis)
                .replace("0021450087", String.format("77%08d", number));
        return xml.getBytes(StandardCharsets.UTF_8);
    }

    String rosterLine() {
        return String.join(
                ",", person.name(), person.id().number(), person.phone(), String.valueOf(person.card()), "1");
    }

    /** A secret as PostgreSQL writes bytes. */
    static String hex(String secret) {
        return HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
    }
}
