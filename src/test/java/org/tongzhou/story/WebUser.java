package org.tongzhou.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tongzhou.access.OneTimePassword;

/** Somebody with a browser of their own: cookies, pages as they come over HTTP, forms filled in and sent as they stand. */
final class WebUser {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    static final String PASSWORD = "tong zhou gong ji 1";

    private final String base;
    private final List<WebPage> seen = new ArrayList<>();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();

    WebUser(String base) {
        this.base = base;
    }

    /** Signs in with the one-time password and sets an own one, as everybody does at first. */
    static WebUser signedIn(String base, OneTimePassword first) {
        WebUser user = new WebUser(base);
        WebPage next = user.open("/login")
                .form("/login")
                .fill("username", first.login())
                .fill("password", first.password())
                .send();
        next.form("/login/password")
                .fill("password", PASSWORD)
                .fill("again", PASSWORD)
                .send();
        return user;
    }

    /** A page that must be there. */
    WebPage open(String path) {
        WebPage page = get(path);
        assertThat(page.status()).as("GET %s: %s", path, page.text()).isEqualTo(200);
        return page;
    }

    WebPage get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base).resolve(path)).GET());
    }

    WebPage send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response =
                    client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
            WebPage page = new WebPage(this, response.statusCode(), response.uri(), response.body());
            seen.add(page);
            return page;
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Everything that this user was shown. */
    List<WebPage> seen() {
        return seen;
    }
}
