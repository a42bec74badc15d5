package org.tongzhou.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tongzhou.kernel.Money;
import org.tongzhou.payment.iso.CreditTransfer;
import org.tongzhou.payment.iso.CreditTransferWriter;
import org.tongzhou.payment.iso.PainVersion;

class BankTest {
    private static final String SECRET = "a secret of this test";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private Bank open(String script) throws IOException {
        return Bank.open(directory.resolve("bank.log"), 0, script, SECRET);
    }

    private static byte[] order(String msgId, String... endToEnds) {
        CreditTransfer.Party fund = new CreditTransfer.Party("资金专户", "17200001040001234", "农业银行");
        CreditTransfer.Party payee = new CreditTransfer.Party("冯𠮷军", "6228480000000004", "建设银行");
        List<CreditTransfer.Payment> payments = java.util.Arrays.stream(endToEnds)
                .map(id -> new CreditTransfer.Payment(id, Money.ofFen(12_345), payee, "互助金"))
                .toList();
        return CreditTransferWriter.write(new CreditTransfer(
                PainVersion.V09,
                msgId,
                Instant.parse("2026-02-10T06:20:00Z"),
                LocalDate.of(2026, 2, 10),
                fund,
                payments));
    }

    private static HttpRequest.Builder to(Bank bank, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bank.port() + path))
                .header("Authorization", "Bearer " + SECRET);
    }

    private static String post(Bank bank, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = to(bank, "/payments")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static String get(Bank bank, String path) throws IOException, InterruptedException {
        return CLIENT.send(to(bank, path).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String settled(Bank bank, String path, String word) throws Exception {
        for (int i = 0; i < 100; i++) {
            String body = get(bank, path);
            if (body.contains(word)) {
                return body;
            }
            Thread.sleep(20);
        }
        throw new AssertionError(word + " never came");
    }

    @Test
    void aPaymentIsTakenCreditedAndNoticed() throws Exception {
        try (Bank bank = open("")) {
            assertThat(post(bank, order("MSG-0001", "TZ42I1-A"))).contains("<GrpSts>ACTC</GrpSts>");
            assertThat(settled(bank, "/payments/MSG-0001", "ACSC")).contains("<OrgnlCtrlSum>123.45</OrgnlCtrlSum>");
            assertThat(get(bank, "/notifications?after=0"))
                    .contains("<Sum>123.45</Sum>", "<EndToEndId>TZ42I1-A</EndToEndId>", "DBIT");
        }
    }

    @Test
    void aMessageNeverSeenIsSaidSo() throws Exception {
        try (Bank bank = open("")) {
            assertThat(get(bank, "/payments/MSG-0009")).contains("<Cd>NOOR</Cd>");
        }
    }

    @Test
    void theSameMessageIsRefusedButTheSameInstructionInANewMessageIsCreditedAgainAndShown() throws Exception {
        try (Bank bank = open("")) {
            post(bank, order("MSG-0001", "TZ42I1-A"));
            assertThat(post(bank, order("MSG-0001", "TZ42I1-A"))).contains("<Cd>DU01</Cd>");
            post(bank, order("MSG-0002", "TZ42I1-A"));
            settled(bank, "/payments/MSG-0002", "ACSC");
            assertThat(settled(bank, "/credits", "\t2\t")).contains("TZ42I1-A\t2\t24690\t0");
            assertThat(get(bank, "/")).contains("重复入账：TZ42I1-A");
        }
    }

    @Test
    void rejectionsAndReturnsFollowTheScript() throws Exception {
        try (Bank bank = open("reject=AC04:account:*9999; return=AC01:amount:*.45:2")) {
            post(bank, order("MSG-0001", "TZ42I1-A"));
            settled(bank, "/payments/MSG-0001", "ACSC");
            assertThat(get(bank, "/notifications?after=0&upTo=2026-02-11")).doesNotContain("RtrInf");
            assertThat(get(bank, "/notifications?after=1&upTo=2026-02-12"))
                    .contains("<RtrInf><Rsn><Cd>AC01</Cd></Rsn></RtrInf>", "<Dt>2026-02-12</Dt>");
        }
        try (Bank bank = Bank.open(directory.resolve("other"), 0, "reject=AC04:account:*0004", SECRET)) {
            post(bank, order("MSG-0001", "TZ42I1-A"));
            assertThat(settled(bank, "/payments/MSG-0001", "RJCT")).contains("<Cd>AC04</Cd>");
        }
    }

    @Test
    void theBookSurvivesTheProcessAndAHalfWrittenLine() throws Exception {
        try (Bank bank = open("")) {
            post(bank, order("MSG-0001", "TZ42I1-A", "TZ42I2-B"));
            settled(bank, "/credits", "TZ42I2-B");
        }
        Files.writeString(directory.resolve("bank.log"), "M\tMSG-0002\tab", StandardOpenOption.APPEND);
        try (Bank bank = open("")) {
            assertThat(get(bank, "/credits")).contains("TZ42I1-A\t1\t", "TZ42I2-B\t1\t");
            assertThat(get(bank, "/payments/MSG-0002")).contains("NOOR");
            post(bank, order("MSG-0002", "TZ42I3-C"));
            settled(bank, "/credits", "TZ42I3-C");
        }
        try (Bank bank = open("")) {
            assertThat(get(bank, "/credits")).contains("TZ42I3-C\t1\t");
        }
    }

    @Test
    void aLostAnswerStillPaysAndALostRequestDoesNot() throws Exception {
        try (Bank bank = open("loseAnswer=1")) {
            assertThatThrownBy(() -> post(bank, order("MSG-0001", "TZ42I1-A"))).isInstanceOf(IOException.class);
        }
        try (Bank bank = open("")) {
            assertThat(settled(bank, "/payments/MSG-0001", "ACSC")).contains("TZ42I1-A");
        }
        try (Bank bank = open("loseRequest=1")) {
            assertThatThrownBy(() -> post(bank, order("MSG-0002", "TZ42I2-B"))).isInstanceOf(IOException.class);
        }
        try (Bank bank = open("")) {
            assertThat(get(bank, "/payments/MSG-0002")).contains("NOOR");
        }
    }

    @Test
    void whoDoesNotKnowTheSecretIsTurnedAway() throws Exception {
        try (Bank bank = open("")) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bank.port() + "/credits"))
                    .build();
            assertThat(CLIENT.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aScriptWithAnUnknownWordIsRefused() {
        assertThatThrownBy(() -> Script.parse("looseRequest=0.1"))
                .hasMessageContaining("looseRequest")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyWordOfTheScriptIsExplainedOnItsPage() throws IOException {
        Script script =
                Script.parse("seed=7; loseRequest=0.1; loseAnswer=0.1; late=0.05:3000; double=0.02; contradict=0.02;"
                        + " truncate=0.01; away=0.01:2000; slow=200; sameMessage=again; rejectSome=0.1; reject=AC04:account:*<4;"
                        + " reject=AM04:amount:*.13; return=AC04:account:*0007:2; return=AC01:amount:*.21");
        Book book = Book.open(directory.resolve("bank.log"));
        assertThat(BankPage.render(book, script, "zh"))
                .contains("答复迟 3000 毫秒，机会 0.05", "账号像 *0007 的付款 2 天后退回，原因码 AC04", "账号像 *&lt;4 的付款");
        assertThat(BankPage.render(book, script, "en")).contains("Away for 2000 ms, chance 0.01", "lang=\"en\"");
        assertThat(BankPage.render(book, Script.parse(""), "en")).contains("None; it behaves.");
    }
}
