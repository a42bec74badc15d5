package org.tongzhou.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The machine's Chromium without a window of its own, which shows pages a quarter faster than the one with, and one context a user. It
 * is started once for all tests of a process, since that takes as long as many a test; what one user left, cookies and pages, goes with
 * their context.
 */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium-headless-shell");
    private static final int TIMEOUT_MILLIS = 60_000;

    private static com.microsoft.playwright.@Nullable Browser started;

    private final String base;
    private final List<BrowserContext> users = new ArrayList<>();

    Browser(String base) {
        this.base = base;
    }

    /** Ends with the tests; one that broke down is started again. */
    private static com.microsoft.playwright.Browser chromium() {
        com.microsoft.playwright.Browser running = started;
        if (running == null || !running.isConnected()) {
            running = start();
            started = running;
        }
        return running;
    }

    private static com.microsoft.playwright.Browser start() {
        return Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run")));
    }

    /** A phone of 390 × 844. */
    User phone() {
        return user(390, 844);
    }

    /** A desk of 1440 × 900. */
    User desk() {
        return user(1440, 900);
    }

    /** A phone whose browser runs no scripts at all. */
    User phoneWithoutScripts() {
        return user(390, 844, false);
    }

    /** A desk whose browser runs no scripts at all. */
    User deskWithoutScripts() {
        return user(1440, 900, false);
    }

    private User user(int width, int height) {
        return user(width, height, true);
    }

    private User user(int width, int height, boolean scripts) {
        BrowserContext context = chromium()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setBaseURL(base)
                        .setLocale("zh-CN")
                        .setTimezoneId("Asia/Shanghai")
                        .setJavaScriptEnabled(scripts)
                        .setViewportSize(width, height));
        users.add(context);
        context.setDefaultTimeout(TIMEOUT_MILLIS);
        Page page = context.newPage();
        return new User(page);
    }

    @Override
    public void close() {
        users.forEach(BrowserContext::close);
    }
}
