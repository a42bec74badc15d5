package org.tongzhou.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A headless Chromium of the machine, with one context a user. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final String base;

    Browser(String base) {
        this.base = base;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
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
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(base)
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai")
                .setJavaScriptEnabled(scripts)
                .setViewportSize(width, height));
        context.setDefaultTimeout(TIMEOUT_MILLIS);
        Page page = context.newPage();
        return new User(page);
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
