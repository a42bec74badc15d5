package org.tongzhou.hospital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.tongzhou.hospital.Reporting.House;

/** A hospital reaches us by a line of its own; its patients by the address that everybody has. */
@TestPropertySource(properties = "tongzhou.public-url=https://huzhu.example.cn/")
class PublicAddressTest extends ReportRoom {
    private static final String STAYS = "https://huzhu.example.cn/my/discharges/";

    @Test
    void aPromptLeadsToTheAddressThatMembersCanOpen() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        Member member = member();
        String answer = text(post("http://10.20.30.40:8080/api/fhir")
                .with(house.credential())
                .contentType("application/fhir+json")
                .content(Reporting.bundle(reference(), member.stay("1000.00"))));
        long stay = discharges.mine(member.actor()).get(0).id();
        assertThat(answer).contains(STAYS + stay).doesNotContain("10.20.30.40");
        String picture = text(get("http://10.20.30.40:8080/api/discharge-prompts/picture?discharge=" + stay)
                .with(house.credential()));
        assertThat(FhirApiTest.decoded(picture)).isEqualTo(STAYS + stay);
    }

    private String text(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
