package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.Refused.refused;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;

/** What a file of a receipt says is bound by the rules of the form: what nobody could type is left for the member to fill in. */
class OddReceiptsTest extends ClaimRoom {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @ParameterizedTest
    @CsvSource({
        "InHospitalDate, from, -99999-01-01",
        "InHospitalDate, from, +999999999-12-31",
        "OutHospitalDate, to, 0001-01-01",
        "EInvoiceCode, code, LONG",
        "EInvoiceNumber, no, LINES",
        "InvoicingPartyName, hospital, LONG",
        "SelfpaymentAmount, selfScope, -1.00"
    })
    void aFactThatNobodyCouldTypeIsLeftOut(String element, String code, String value) throws Exception {
        Member member = hospitalMember();
        CaseId draft = drafts.open(member.actor(), member.person(), EventKind.HOSPITAL, NOW);
        give(member, draft, element, value(value));
        FactSheet facts = drafts.find(member.actor(), draft).facts();
        assertThat(facts.entry(FactField.of(code).orElseThrow())).isEmpty();
        assertThat(facts.text(FactField.DIAGNOSIS)).isPresent();
    }

    @Test
    void aDayOfAnotherAgeIsRefusedAtTheForm() {
        for (String day : List.of("-99999-01-01", "+999999999-12-31", "0001-01-01", "2026-02-30")) {
            refused("claim_fact_day", () -> FactSheet.EMPTY.with(FactField.EVENT_DAY, day));
        }
    }

    private static String value(String value) {
        return switch (value) {
            case "LONG" -> UUID.randomUUID().toString().repeat(200);
            case "LINES" -> "0021\n450087";
            default -> value;
        };
    }

    private void give(Member member, CaseId draft, String element, String value) throws Exception {
        String papers = "/my/claims/draft/" + draft.value() + "/papers";
        RequestPostProcessor visitor = visits.of(member.actor());
        String receipt;
        try (var in = getClass().getResourceAsStream("/inputs/receipts/receipt-1.xml")) {
            receipt = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String odd =
                receipt.replaceFirst("<" + element + ">[^<]*", "<" + element + ">" + Matcher.quoteReplacement(value));
        mvc.perform(multipart(papers)
                        .file(new MockMultipartFile("file", "r.xml", "text/xml", odd.getBytes(StandardCharsets.UTF_8)))
                        .param("kind", PaperKind.RECEIPT.name())
                        .param("request_key", UUID.randomUUID().toString())
                        .with(visitor)
                        .with(csrf()))
                .andExpect(redirectedUrl(papers));
        mvc.perform(get(papers).with(visitor)).andExpect(status().isOk());
        mvc.perform(get("/my/claims/draft/" + draft.value() + "/check").with(visitor))
                .andExpect(status().isOk());
        refused("claim_facts_incomplete", () -> members.submit(member.actor(), draft, NOW));
    }
}
