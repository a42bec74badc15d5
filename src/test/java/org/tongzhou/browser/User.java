package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Somebody at a screen. Every page they look at is photographed, and must be free of console errors and axe violations. */
final class User {
    private static final String AXE = axe();
    private static final String RUN_AXE = """
            () => axe.run(document, {resultTypes: ['violations']}).then(result =>
                result.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 4).join(', ')))
            """;

    /** What large text may change: sizes, colours that stand on others, and what is only there in it. */
    private static final String RUN_AXE_ELDER = """
            () => {
                const root = document.documentElement, was = root.dataset.elder || '';
                root.dataset.elder = 'on';
                return axe.run(document, {resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block',
                        'scrollable-region-focusable', 'link-name', 'button-name', 'label', 'region', 'heading-order']})
                    .then(result => result.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 4).join(', ')))
                    .finally(() => { if (was) root.dataset.elder = was; else delete root.dataset.elder; });
            }
            """;

    /**
     * The same page in English, put in the place of the Chinese one until {@link #IN_CHINESE_AGAIN}: what the reader has typed and
     * opened stays. What answered a form is asked for by the same form, an open dialog opens again. Styles stay behind: their
     * nonce is of another answer. Answers false where the page cannot be asked for again.
     */
    private static final String IN_ENGLISH = """
            async form => {
                const root = document.documentElement, here = location.pathname + location.search;
                if (root.lang === 'en') return false;
                const asked = form ? {method: 'POST', body: form.body, headers: {'Content-Type': form.type}} : {};
                await fetch('/language?to=en&back=/app.webmanifest');
                const answer = await fetch(here, asked), text = await answer.text();
                await fetch('/language?to=zh-CN&back=/app.webmanifest');
                if (answer.status !== (form ? form.status : 200) || new URL(answer.url).pathname !== location.pathname) return false;
                const english = new DOMParser().parseFromString(text.replace(/<style[^]*?<\\/style>/g, ''), 'text/html');
                window.chinese = {body: document.body, lang: root.lang};
                root.lang = english.documentElement.lang;
                root.replaceChild(document.adoptNode(english.body), document.body);
                const open = window.chinese.body.querySelector('dialog[open]');
                if (open) document.getElementById(open.id).showModal();
                return true;
            }
            """;

    private static final String IN_CHINESE_AGAIN = """
            () => {
                document.documentElement.lang = window.chinese.lang;
                document.documentElement.replaceChild(window.chinese.body, document.body);
                const open = document.querySelector('dialog[open]');
                if (open) { open.removeAttribute('open'); open.showModal(); }
            }
            """;

    /** Pages whose English, and whose large text, was looked at: once each, whoever comes first, since it costs as much as the page itself. */
    private static final Set<String> IN_BOTH_LANGUAGES = ConcurrentHashMap.newKeySet();

    private static final Set<String> IN_LARGE_TEXT = ConcurrentHashMap.newKeySet();

    /** What lies under the bar at the foot when the page is scrolled to its end: nobody can touch it. */
    private static final String COVERED = """
            () => {
                const bar = document.querySelector('.dock, .tabs');
                if (!bar) return [];
                const was = scrollY;
                scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'});
                const top = bar.getBoundingClientRect().top;
                const under = [...document.querySelectorAll('main button, main a, main input:not([type=hidden]), main label')]
                    .filter(e => e.checkVisibility() && !e.closest('.vh') && e.getBoundingClientRect().bottom > top + 1);
                scrollTo({top: was, behavior: 'instant'});
                return under.slice(0, 4).map(e => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().bottom));
            }
            """;

    private static final String WIDE = """
            () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll'))
                .slice(0, 4).map(e => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right))
            """;

    /** A telephone's buttons, fields and boxes with their labels are at least 44 high. */
    private static final String SMALL = """
            () => [...document.querySelectorAll('button, input:not([type=hidden]), select, summary, a.btn, a.pill, label.opt')]
                .map(e => ['checkbox', 'radio', 'file'].includes(e.type) ? e.closest('label') || e : e)
                .filter(e => e.offsetParent && !e.closest('.vh') && e.getBoundingClientRect().height < 43.5)
                .slice(0, 6).map(e => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().height))
            """;

    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    /** What the open page answers. */
    private @Nullable Request asked;

    User(Page page) {
        this.page = page;
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("status of 4")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> asked = request.isNavigationRequest() ? request : asked);
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
        if (IN_BOTH_LANGUAGES.contains(kindOfPage())) {
            photograph(name + "-english");
            assertThat(complaints).as("console of %s in English", name).isEmpty();
        } else {
            look(name + "-english");
        }
        open("/language?to=zh-CN&back=" + path);
    }

    /** Keeps a picture only: nothing can be run in a page without scripts. */
    void photograph(String name) {
        try {
            picture(name);
        } catch (PlaywrightException notNow) {
            // a browser short of memory or time refuses at times, and can the next moment
            picture(name);
        }
    }

    private void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screens", name + ".png"))
                .setFullPage(true));
    }

    /** Keeps a picture as {@code target/screens/<name>.png} and holds the page against the accessibility rules. */
    void look(String name) {
        photograph(name);
        page.evaluate(AXE);
        Object violations = page.evaluate(RUN_AXE);
        assertThat((List<?>) violations)
                .as("accessibility of %s (%s)", name, page.url())
                .isEmpty();
        assertThat(complaints).as("console of %s", name).isEmpty();
        if (isPhone()) {
            inLargeText(name);
            isForThumbs(name);
        }
        inEnglish(name);
    }

    /** Nothing is too small to touch, and nothing is lost on the narrowest telephone. */
    private void isForThumbs(String name) {
        assertThat((List<?>) page.evaluate(SMALL))
                .as("too small to touch on %s", name)
                .isEmpty();
        for (String elder : List.of("off", "on")) {
            assertThat(narrow(elder))
                    .as("sticks out of 320, or lies under the bar, on %s, elder mode %s", name, elder)
                    .isEmpty();
        }
    }

    private boolean isPhone() {
        return Boolean.TRUE.equals(page.evaluate("() => document.documentElement.dataset.ui === 'phone'"));
    }

    /** The page's address without numbers, whether a form was answered with it, and which dialog is open on it. */
    private String kindOfPage() {
        String path = java.net.URI.create(page.url()).getPath().replaceAll("\\d+", "#");
        Object dialog = page.evaluate("() => document.querySelector('dialog[open]')?.id || ''");
        return path + (answersForm() ? " " + asked.response().status() : "") + " " + dialog;
    }

    private boolean answersForm() {
        return asked != null && asked.method().equals("POST");
    }

    /** What the page was asked for with, where a form was; null for a page that was opened. */
    private @Nullable Map<String, Object> form() {
        return answersForm()
                ? Map.of(
                        "body", String.valueOf(asked.postData()),
                        "type", asked.headerValue("content-type"),
                        "status", asked.response().status())
                : null;
    }

    private void inEnglish(String name) {
        String kind = kindOfPage();
        if (IN_BOTH_LANGUAGES.contains(kind) || !Boolean.TRUE.equals(page.evaluate(IN_ENGLISH, form()))) {
            return;
        }
        assertThat((List<?>) page.evaluate(RUN_AXE))
                .as("accessibility of %s (%s) in English", name, page.url())
                .isEmpty();
        if (isPhone()) {
            isForThumbs(name + " in English");
        }
        page.evaluate(IN_CHINESE_AGAIN);
        IN_BOTH_LANGUAGES.add(kind);
    }

    private void inLargeText(String name) {
        if (IN_LARGE_TEXT.add(kindOfPage())) {
            assertThat((List<?>) page.evaluate(RUN_AXE_ELDER))
                    .as("accessibility of %s (%s), elder mode", name, page.url())
                    .isEmpty();
        }
    }

    /** What sticks out of the narrowest telephone, or lies under the bar, with the elder mode on or off. */
    private List<?> narrow(String elder) {
        var before = page.viewportSize();
        String was = (String) page.evaluate("() => document.documentElement.dataset.elder || ''");
        page.evaluate("mode => { document.documentElement.dataset.elder = mode; }", elder);
        page.setViewportSize(320, 640);
        List<Object> wrong = new ArrayList<>((List<?>) page.evaluate(WIDE));
        wrong.addAll((List<?>) page.evaluate(COVERED));
        page.setViewportSize(before.width, before.height);
        page.evaluate("mode => { document.documentElement.dataset.elder = mode; }", was);
        return wrong;
    }

    void sees(String... words) {
        for (String word : words) {
            assertThat(page.locator("body").innerText()).as(page.url()).contains(word);
        }
    }

    private static String axe() {
        try (var in = User.class.getResourceAsStream("/axe/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
