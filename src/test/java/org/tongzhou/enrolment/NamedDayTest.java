package org.tongzhou.enrolment;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.testing.TestData;

/** The day from which a roster's covers shall run, as a unit officer types it. */
class NamedDayTest extends RosterRoom {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Test
    void aDayThatTheCalendarDoesNotHaveIsAskedForAgainOnTheRoster() throws Exception {
        Actor officer = data.officer(data.unit(TestData.DAYE));
        DraftId draft = upload(officer, HEAD + line(man(), "1,0,0,0"));
        for (String wrong : new String[] {"2026-02-31", "明天", "0001-01-01"}) {
            name(officer, draft, wrong)
                    .andExpect(status().isUnprocessableContent())
                    .andExpect(content()
                            .string(allOf(
                                    containsString("日期“" + wrong + "”读不出。请写成 2026-03-01。"),
                                    containsString("id=\"day\""))));
        }
        name(officer, draft, "2026-03-01").andExpect(redirectedUrl("/rosters/" + draft.value() + "?show="));
        name(officer, draft, "").andExpect(redirectedUrl("/rosters/" + draft.value() + "?show="));
    }

    private ResultActions name(Actor officer, DraftId draft, String day) throws Exception {
        return mvc.perform(post("/rosters/" + draft.value() + "/rows")
                .param("day", day)
                .param("request_key", UUID.randomUUID().toString())
                .with(visits.of(officer))
                .with(csrf()));
    }
}
