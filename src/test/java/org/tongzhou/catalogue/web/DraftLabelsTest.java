package org.tongzhou.catalogue.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.catalogue.DraftId;
import org.tongzhou.catalogue.Drafts;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** A designer reads words beside the fields of a draft, not the keys of the file; of every example of the documentation. */
@RoomTest
class DraftLabelsTest {
    private static final Pattern LABEL = Pattern.compile("<label[^>]*>([^<]*)");

    /** Small letters, but where facts are typed by their keys. */
    private static final Pattern KEY = Pattern.compile("^(?!上面没有的事实写在这里).*[a-z]{3,}");

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    TestData data;

    @Autowired
    Drafts drafts;

    @ParameterizedTest
    @MethodSource("org.tongzhou.adjudication.ExamplesTest#examples")
    void everyFieldOfADraftHasAWord(String name) throws Exception {
        Actor designer = data.actor(Role.PLAN_DESIGNER, TestData.PROVINCE);
        String text = Files.readString(Path.of("docs/examples", name, "plan.yaml"));
        DraftId draft = drafts.startFrom(designer, text, TestData.NOW);
        String page = mvc.perform(get("/plans/drafts/" + draft.value()).with(visits.of(designer)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(LABEL.matcher(page).results().map(label -> label.group(1)))
                .contains("版本")
                .noneMatch(KEY.asPredicate());
    }
}
