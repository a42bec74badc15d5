package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tongzhou.testing.ServedAxe;

/**
 * Holds the open page against the accessibility rules: as it is, in English, a member's in large text and on the narrowest
 * telephone, a desk's in a short window; also where a form was answered with it or a dialog is open on it.
 */
final class PageRules {
    private static final String AXE = """
            address => globalThis.axe ? true : new Promise((done, failed) => {
                const script = document.createElement('script');
                script.src = address;
                script.onload = () => { script.remove(); done(); };
                script.onerror = () => failed(new Error('no rules at ' + address));
                document.head.append(script);
            }).then(() => true)
            """;

    private static final String VIOLATIONS = """
            rules => axe.run(document, {resultTypes: ['violations'], ...(rules.length && {runOnly: rules})}).then(result =>
                result.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 4).join(', ')))
            """;

    /** What large text may change: sizes, colours that stand on others, and what is only there in it. */
    private static final String[] OF_LARGE_TEXT = {
        "color-contrast",
        "link-in-text-block",
        "scrollable-region-focusable",
        "link-name",
        "button-name",
        "label",
        "region",
        "heading-order"
    };

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

    /** What lies in the bars is cut off where it sticks out; everything else widens the page. */
    private static final String WIDE = """
            () => [...(document.documentElement.scrollWidth > innerWidth ? ['page ' + document.documentElement.scrollWidth] : []),
                ...[...document.querySelectorAll('.dock *, .tabs *, .pbar *')]
                    .filter(e => e.checkVisibility() && !e.closest('.vh') && e.getBoundingClientRect().right > innerWidth + 1)
                    .map(e => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right))].slice(0, 4)
            """;

    /** Words that do not fit the button, tag or heading of a column they stand in. */
    private static final String CUT = """
            () => [...document.querySelectorAll('.btn, .tag, .pill, .seg a, th')]
                .filter(e => e.checkVisibility() && !e.closest('.vh') && e.scrollWidth > e.clientWidth + 1)
                .slice(0, 4).map(e => e.tagName + '.' + e.className + ' ' + e.innerText)
            """;

    /** A telephone's buttons, fields and boxes with their labels are at least 44 high. */
    private static final String SMALL = """
            () => [...document.querySelectorAll('button, input:not([type=hidden]), select, summary, a.btn, a.pill, label.opt')]
                .map(e => ['checkbox', 'radio', 'file'].includes(e.type) ? e.closest('label') || e : e)
                .filter(e => e.offsetParent && !e.closest('.vh') && e.getBoundingClientRect().height < 43.5)
                .slice(0, 6).map(e => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().height))
            """;

    /** What the summary says of a field stands beside the field too, and is told with it. */
    private static final String SAID_ONCE = """
            () => [...document.querySelectorAll('.errsum > ul a[href^="#"]')].filter(link => {
                const field = document.getElementById(link.hash.slice(1)), told = field?.getAttribute('aria-describedby') ?? '';
                return !told.split(' ').some(id => document.getElementById(id)?.textContent.trim() === link.textContent.trim());
            }).map(link => link.hash)
            """;

    /** A table says what it lists, by its caption or the heading above it, and of each heading of its own what stands under or beside it. */
    private static final String UNTOLD_TABLES = """
            () => [...document.querySelectorAll('table')].flatMap(table => {
                const named = table.getAttribute('aria-labelledby'), name = named ? document.getElementById(named) : table.caption;
                return [...(name?.textContent.trim() ? [] : ['no name: ' + table.outerHTML.slice(0, 80)]),
                    ...[...table.querySelectorAll('th:not([scope])')].map(th => 'no scope: ' + th.outerHTML)];
            }).slice(0, 4)
            """;

    /** Pages that were looked at in another form: once each, whoever comes first, since it costs as much as the page itself. */
    private static final Set<String> IN_BOTH_LANGUAGES = ConcurrentHashMap.newKeySet();

    private static final Set<String> IN_LARGE_TEXT = ConcurrentHashMap.newKeySet();

    private static final Set<String> IN_A_SHORT_WINDOW = ConcurrentHashMap.newKeySet();

    private final Page page;

    /** What the open page answers. */
    private @Nullable Request asked;

    PageRules(Page page) {
        this.page = page;
        page.onRequest(request -> asked = request.isNavigationRequest() ? request : asked);
    }

    void hold(String name) {
        page.evaluate(AXE, ServedAxe.PATH);
        isAccessible(name);
        isClear(name);
        isWhole(name);
        if (isPhone()) {
            inLargeText(name);
            isForThumbs(name);
        } else {
            inAShortWindow(name);
        }
        inEnglish(name);
    }

    private void isWhole(String name) {
        assertThat((List<?>) page.evaluate(CUT))
                .as("words that do not fit on %s", name)
                .isEmpty();
    }

    private void isClear(String name) {
        assertThat((List<?>) page.evaluate(SAID_ONCE))
                .as("said in the summary only on %s", name)
                .isEmpty();
        assertThat((List<?>) page.evaluate(UNTOLD_TABLES))
                .as("tables that do not say what they list on %s", name)
                .isEmpty();
        if (form().filter(form -> form.response().status() >= 400).isPresent()) {
            assertThat(page.title()).as("what the browser calls %s", name).startsWith("没有办成");
        }
    }

    boolean heldInEnglish() {
        return IN_BOTH_LANGUAGES.contains(kindOfPage());
    }

    private void isAccessible(String name, String... rules) {
        assertThat((List<?>) page.evaluate(VIOLATIONS, List.of(rules)))
                .as("accessibility of %s (%s)", name, page.url())
                .isEmpty();
    }

    private boolean isPhone() {
        return Boolean.TRUE.equals(page.evaluate("() => document.documentElement.dataset.ui === 'phone'"));
    }

    private void inLargeText(String name) {
        if (IN_LARGE_TEXT.add(kindOfPage())) {
            String was = elder("on");
            isAccessible(name + ", elder mode", OF_LARGE_TEXT);
            elder(was);
        }
    }

    /** Switches large text; answers what it was. */
    private String elder(String mode) {
        return (String) page.evaluate("""
                mode => {
                    const held = document.documentElement.dataset, was = held.elder || '';
                    if (mode) held.elder = mode; else delete held.elder;
                    return was;
                }
                """, mode);
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

    /** What sticks out of the narrowest telephone, or lies under the bar, with the elder mode on or off. */
    private List<?> narrow(String elder) {
        var before = page.viewportSize();
        String was = elder(elder);
        page.setViewportSize(320, 640);
        List<Object> wrong = new ArrayList<>((List<?>) page.evaluate(WIDE));
        wrong.addAll((List<?>) page.evaluate(COVERED));
        wrong.addAll((List<?>) page.evaluate(CUT));
        page.setViewportSize(before.width, before.height);
        elder(was);
        return wrong;
    }

    /** A page longer than the window is scrolled by keyboard too. */
    private void inAShortWindow(String name) {
        if (IN_A_SHORT_WINDOW.add(kindOfPage())) {
            var before = page.viewportSize();
            page.setViewportSize(before.width, 240);
            isAccessible(name + ", short window", "scrollable-region-focusable");
            page.setViewportSize(before.width, before.height);
        }
    }

    private void inEnglish(String name) {
        String kind = kindOfPage();
        if (IN_BOTH_LANGUAGES.contains(kind)
                || !Boolean.TRUE.equals(
                        page.evaluate(IN_ENGLISH, form().map(PageRules::sent).orElse(null)))) {
            return;
        }
        isAccessible(name + " in English");
        isWhole(name + " in English");
        if (isPhone()) {
            isForThumbs(name + " in English");
        }
        page.evaluate(IN_CHINESE_AGAIN);
        IN_BOTH_LANGUAGES.add(kind);
    }

    /** The page's address without numbers, whether a form was answered with it, and which dialog is open on it. */
    private String kindOfPage() {
        String path = URI.create(page.url()).getPath().replaceAll("\\d+", "#");
        String answered = form().map(form -> " " + form.response().status()).orElse("");
        Object dialog = page.evaluate("() => document.querySelector('dialog[open]')?.id || ''");
        return path + answered + " " + dialog;
    }

    /** The form that was answered with the open page; empty for a page that was opened. */
    private Optional<Request> form() {
        return Optional.ofNullable(asked).filter(request -> request.method().equals("POST"));
    }

    private static Map<String, Object> sent(Request form) {
        return Map.of(
                "body", String.valueOf(form.postData()),
                "type", form.headerValue("content-type"),
                "status", form.response().status());
    }
}
