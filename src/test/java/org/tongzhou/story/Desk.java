package org.tongzhou.story;

import static org.assertj.core.api.Assertions.assertThat;

/** What a reviewer does with one claim at the workbench. */
record Desk(WebUser reviewer, long claim) {
    private WebPage page() {
        return reviewer.open("/reviews/" + claim);
    }

    private static String action(String verb) {
        return "/reviews/\\d+/" + verb;
    }

    boolean mayApprove() {
        return page().offers(action("approve"));
    }

    boolean mayConfirmRefusal() {
        return page().offers(action("second"));
    }

    WebPage approve() {
        return page().form(action("approve")).send();
    }

    WebPage sendUp() {
        return page().form(action("up")).send();
    }

    WebPage ask(String paper, String words) {
        return page().form(action("ask"))
                .tick("papers", paper)
                .fill("words", words)
                .send();
    }

    WebPage refuse(String clause, String words) {
        return page().form(action("refuse"))
                .fill("clause", clause)
                .fill("words", words)
                .send();
    }

    WebPage confirmRefusal() {
        return page().form(action("second")).fill("agree", "true").send();
    }

    /** The class, which must be one of those that the page offers. */
    WebPage confirmClass(String disease) {
        assertThat(offersClass(disease)).as("class " + disease).isTrue();
        return page().form(action("class")).fill("disease", disease).send();
    }

    boolean offersClass(String disease) {
        return page().html().contains("value=\"" + disease + "\"");
    }

    /** Each field that wants a look, with the value that stands there. */
    void confirmFacts() {
        for (int i = 0; i < 30 && page().offers(action("fact")); i++) {
            page().form(action("fact")).send();
        }
    }
}
