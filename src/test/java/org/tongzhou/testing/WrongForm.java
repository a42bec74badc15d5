package org.tongzhou.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** A form with a mistake in it, sent by somebody who finds it again as it was typed, with the mistake beside its field. */
public record WrongForm(MockMvc mvc, RequestPostProcessor visitor) {

    /** The fields by name and value in turn; a name may come several times. */
    public MockHttpServletResponse sent(String path, String... fields) throws Exception {
        var request = multipart(path).param("request_key", UUID.randomUUID().toString());
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return mvc.perform(request.with(csrf()).with(visitor)).andReturn().getResponse();
    }

    /** {@code said} is the field's id and how the sentence begins, {@code amount: 金额}; answers the page. */
    public String standsAgain(String said, String path, String... fields) throws Exception {
        MockHttpServletResponse answer = sent(path, fields);
        assertThat(answer.getStatus()).as(path).isEqualTo(422);
        String page = answer.getContentAsString(StandardCharsets.UTF_8);
        String field = said.substring(0, said.indexOf(": "));
        String sentence = said.substring(said.indexOf(": ") + 2);
        assertThat(page).contains("<a href=\"#" + field + "\">" + sentence, "id=\"" + field + "\"");
        assertThat(page).containsPattern("<span class=\"fmsg\" id=\"" + field + "-error\">" + sentence);
        for (int i = 1; i < fields.length; i += 2) {
            String typed = fields[i];
            assertThat(page).as(fields[i - 1]).containsAnyOf("value=\"" + typed + "\"", ">" + typed + "</textarea>");
        }
        return page;
    }
}
