package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.tongzhou.testing.TestData.DAYE;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;

/** The button pressed twice: both files are read, and one of them is the roster. */
class RosterTwiceTest extends RosterRoom {
    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Test
    void twoAtOnceAndOneLaterLeadToOneRoster() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        String key = UUID.randomUUID().toString();
        byte[] csv = (HEAD + line(man(), "1,,,")).getBytes(StandardCharsets.UTF_8);
        ExecutorService hands = Executors.newFixedThreadPool(2);
        List<Callable<String>> both = List.of(() -> sent(officer, key, csv), () -> sent(officer, key, csv));
        Set<String> led = new HashSet<>();
        for (Future<String> each : hands.invokeAll(both)) {
            led.add(each.get());
        }
        hands.shutdown();
        led.add(sent(officer, key, csv));
        assertThat(led).hasSize(1).first().asString().startsWith("/rosters/");
        assertThat(rosters.list(officer, null).items()).hasSize(1);
    }

    private String sent(Actor officer, String key, byte[] csv) throws Exception {
        return String.valueOf(mvc.perform(multipart("/rosters")
                        .file(new MockMultipartFile("file", "名册.csv", "text/csv", csv))
                        .param("request_key", key)
                        .with(csrf())
                        .with(visits.of(officer)))
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
    }
}
