package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.shell.Assets;

/** A picture that stands alone in its window, without a page around it. */
class PapersAlonePagesTest extends SitePages {
    @Autowired
    private Assets assets;

    @Test
    void aPictureAloneIsShownWithoutAComplaintOfTheBrowser() {
        try (Browser browser = browser()) {
            User member = browser.phone();
            member.open(assets.href("icon-512.png"));
            assertThat(member.page().locator("img").count()).isEqualTo(1);
            member.photograph("picture-alone");
            member.complainsOfNothing();
            assertThat(member.page().request().get("/favicon.ico").status()).isEqualTo(200);
        }
    }
}
