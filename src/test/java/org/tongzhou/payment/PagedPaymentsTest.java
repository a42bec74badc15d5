package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.TestData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** More batches, and more payments of a batch, than a page holds. */
class PagedPaymentsTest extends PaymentTest {
    private static final String BATCH = "class=\"num\" href=\"/payments/batches/(#)\"";

    /** A fund that no test has to itself. */
    private static final int ELSEWHERE = 10;

    @TempDir
    static Path shared;

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    PagedPaymentsTest() {
        super(TestData.FUND);
    }

    @Override
    Path book() {
        return shared.resolve("bank.log");
    }

    @Test
    void everyBatchOfTheFundStandsOnOnePageOnceAndTheOldestOpenOneIsInHand() throws Exception {
        instructed(1_000, "6228480000003390");
        BatchId open = batches.draft(maker, NOW);
        List<Long> discarded = discarded(TestData.FUND.code(), 40);
        List<Long> elsewhere = discarded(ELSEWHERE, 5);
        assertThat(new AllPages(mvc, visits.of(maker)).numbers("/payments", BATCH, "before"))
                .doesNotHaveDuplicates()
                .containsAll(discarded)
                .contains(open.value())
                .doesNotContainAnyElementsOf(elsewhere);
        assertThat(page("/payments"))
                .contains("<a class=\"num\" href=\"/payments/batches/" + discarded.get(39))
                .contains("action=\"/payments/batches/" + open.value() + "/discard\"");
        assertThat(inTheApi()).doesNotHaveDuplicates().containsAll(discarded).doesNotContainAnyElementsOf(elsewhere);
        batches.release(checker, open, batches.get(maker, open).hash(), NOW);
        untilSettled(line(Duration.ofSeconds(30)), NOW, 100);
    }

    @Test
    void everyPaymentOfABatchStandsOnOnePageOnce() throws Exception {
        List<Long> ours = IntStream.range(0, 205)
                .mapToObj(n -> number(instructed(1_000 + n, "6228480000003390")))
                .toList();
        BatchId batch = released();
        untilSettled(line(Duration.ofSeconds(30)), NOW, 100);
        long other = number(instructed(7_000, "6228480000003390"));
        released();
        untilSettled(line(Duration.ofSeconds(30)), NOW, 100);
        String path = "/payments/batches/" + batch.value() + "?all=true";
        assertThat(new AllPages(mvc, visits.of(maker)).numbers(path, "HB2026(#)</td>"))
                .filteredOn(ours::contains)
                .containsExactlyElementsOf(ours);
        assertThat(new AllPages(mvc, visits.of(maker)).numbers(path, "HB2026(#)</td>"))
                .doesNotContain(other);
    }

    @Test
    void aPaymentLeadsToThePageOfItsBatchOnWhichItStands() throws Exception {
        List<NewInstruction> ours = IntStream.range(0, 401)
                .mapToObj(n -> instructed(1_000 + n, "6228480000003390"))
                .toList();
        BatchId batch = released();
        for (NewInstruction each : List.of(ours.get(0), ours.get(199), ours.get(200), ours.get(399), ours.get(400))) {
            long id = payments.of(fund, each.cause()).get(0).id().value();
            String led = visited("/payments/instructions/" + id).getRedirectedUrl();
            assertThat(led)
                    .startsWith("/payments/batches/" + batch.value() + "?all=true")
                    .endsWith("#payment-" + id);
            assertThat(page(led.substring(0, led.indexOf('#')))).contains("<tr id=\"payment-" + id + "\">");
        }
        assertThat(page("/payments/batches/" + batch.value() + "?all=true"))
                .contains("<tr id=\"payment-")
                .doesNotContain(ours.get(200).reference());
        untilSettled(line(Duration.ofSeconds(30)), NOW, 100);
    }

    private static long number(NewInstruction benefit) {
        return Long.parseLong(benefit.reference().substring("HB2026".length()));
    }

    private String page(String path) throws Exception {
        return visited(path).getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse visited(String path) throws Exception {
        return mvc.perform(get(path).with(visits.of(maker))).andReturn().getResponse();
    }

    /** As a program reads them: after the last one as long as there are more. */
    private List<Long> inTheApi() throws Exception {
        List<Long> all = new ArrayList<>();
        JsonNode part;
        do {
            String after = all.isEmpty() ? "" : "?after=" + all.get(all.size() - 1);
            part = JsonMapper.shared()
                    .readTree(mvc.perform(get("/api/payments/batches" + after).with(visits.program(maker)))
                            .andReturn()
                            .getResponse()
                            .getContentAsString(StandardCharsets.UTF_8));
            part.forEach(batch -> all.add(batch.get("id").asLong()));
        } while (!part.isEmpty());
        return all;
    }

    private List<Long> discarded(int ofFund, int count) {
        return jdbc.sql("""
                        insert into payment.batch (fund, execution_day, value_day, seq, message, state, made_by, made_name,
                            made_at, msg_id, file_name)
                        select :fund, date '2024-05-06', date '2024-05-06', n, message, 'DISCARDED', made_by, made_name, :now,
                            'PAGED-' || :fund || '-' || n, 'TZPAGED_' || :fund || '_' || n || '.xml'
                        from generate_series(1, :count) n,
                            (select message, made_by, made_name from payment.batch order by id limit 1) b
                        returning id
                        """)
                .param("fund", ofFund)
                .param("count", count)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list();
    }
}
