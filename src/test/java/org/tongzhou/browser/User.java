package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody at a screen. Every page they look at must be free of console errors and axe violations, and is photographed where that is asked. */
final class User {
    /** Enough to read a page by, and taken in two thirds of the time of a picture without loss. */
    private static final int JPEG_QUALITY = 70;

    private static final int PATIENCE_MILLIS = 15_000;

    private static final boolean PICTURES = Boolean.getBoolean("screens");

    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private final PageRules rules;

    User(Page page) {
        this.page = page;
        rules = new PageRules(page);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("status of 4")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    Page page() {
        return page;
    }

    void signIn(String login, String password) {
        page.navigate("/login");
        enter(login, password);
    }

    /** Signs in on the page that is open. */
    void enter(String login, String password) {
        page.locator("input[name=username]").fill(login);
        page.locator("input[name=password]").fill(password);
        page.locator("button[type=submit]").first().click();
    }

    void open(String path) {
        page.navigate(path);
    }

    void press(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .first()
                .click();
    }

    /** Asks the box at the top of the desk. */
    void find(String words) {
        page.locator("#gsearch").fill(words);
        page.locator("#gsearch").press("Enter");
        page.waitForURL("**/search");
    }

    void follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link))
                .first()
                .click();
    }

    /** The same page in English, and back to Chinese. */
    void lookInEnglish(String name) {
        String path = java.net.URI.create(page.url()).getPath();
        open("/language?to=en&back=" + path);
        if (rules.heldInEnglish()) {
            photograph(name + "-english");
            assertThat(complaints).as("console of %s in English", name).isEmpty();
        } else {
            look(name + "-english");
        }
        open("/language?to=zh-CN&back=" + path);
    }

    /** Keeps a picture only, with {@code -Dscreens}: nothing can be run in a page without scripts. */
    void photograph(String name) {
        if (!PICTURES) {
            return;
        }
        try {
            picture(name);
        } catch (PlaywrightException notNow) {
            // a browser short of memory or time refuses at times, and can the next moment
            picture(name);
        }
    }

    private void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screens", name + ".jpg"))
                .setType(ScreenshotType.JPEG)
                .setQuality(JPEG_QUALITY)
                .setFullPage(true));
    }

    /** Keeps a picture, if asked, as {@code target/screens/<name>.jpg}, and holds the page against the accessibility rules. */
    void look(String name) {
        photograph(name);
        assertThat(complaints).as("console of %s", name).isEmpty();
        try {
            rules.hold(name);
        } catch (PlaywrightException asksAgain) {
            // a page that asks again by itself went on to its next answer while it was looked at
            if (!String.valueOf(asksAgain.getMessage()).contains("because of a navigation")) {
                throw asksAgain;
            }
            page.waitForLoadState();
            rules.hold(name);
        }
    }

    /** Of what is no page of ours, so that our rules for pages do not hold. */
    void complainsOfNothing() {
        assertThat(complaints).as("console of %s", page.url()).isEmpty();
    }

    /** What is pressed answers in its own time: the page is asked until it says so, or has had its time. */
    void sees(String... words) {
        LocatorAssertions.ContainsTextOptions asRead = new LocatorAssertions.ContainsTextOptions()
                .setUseInnerText(true)
                .setTimeout(PATIENCE_MILLIS);
        for (String word : words) {
            PlaywrightAssertions.assertThat(page.locator("body")).containsText(word, asRead);
        }
    }
}
