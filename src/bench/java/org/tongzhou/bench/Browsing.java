package org.tongzhou.bench;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Sex;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.testing.TestData;

/** Somebody signed in to the running site, and the pages that come over HTTP. */
final class Browsing {
    private static final String PASSWORD = "tong zhou gong ji 1";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final URI base;
    private final CookieManager cookies;
    private final HttpClient client;

    private Browsing(URI base, CookieManager cookies) {
        this.base = base;
        this.cookies = cookies;
        this.client = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(30))
                .build();
    }

    /** Whose account: at most one role, a territory, and the person and unit of a member or an officer. */
    record Who(
            Role role,
            String path,
            @Nullable PersonId person,
            @Nullable UnitId unit) {
        static Who staff(Role role, String path) {
            return new Who(role, path, null, null);
        }
    }

    /** The same browser, with its cookies, at another server of this machine. */
    Browsing at(int port) {
        return new Browsing(URI.create("http://127.0.0.1:" + port), cookies);
    }

    /** Opens an account and signs in with it; the site must be listening. */
    static Browsing as(ApplicationContext house, Who who) throws Exception {
        int port = Integer.parseInt(String.valueOf(house.getEnvironment().getProperty("local.server.port")));
        FundId fund = house.getBean(FundId.class);
        PersonId person = who.person() == null ? staff(house, fund) : who.person();
        Actor admin = new Actor(0, "bench", Scope.province(fund), Set.of(Role.ADMIN), staff(house, fund), null);
        String login = "b" + System.nanoTime();
        OneTimePassword first = house.getBean(Accounts.class)
                .open(
                        admin,
                        new NewAccount(login, "样例", person, who.unit(), who.path(), Set.of(who.role())),
                        Instant.now());
        Browsing user = new Browsing(URI.create("http://127.0.0.1:" + port), new CookieManager());
        user.post("/login", Map.of("username", first.login(), "password", first.password()));
        user.post("/login/password", Map.of("password", PASSWORD, "again", PASSWORD));
        return user;
    }

    private static PersonId staff(ApplicationContext house, FundId fund) {
        NewPerson person = TestData.newPerson(Sex.FEMALE, LocalDate.of(1979, 1, 2));
        return house.getBean(People.class)
                .registerAll(fund, List.of(person), Instant.now())
                .get(0);
    }

    /** The page; one that does not come is an error. */
    String get(String path) throws Exception {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    /** The same with a header that says no more than that it is there. */
    String get(String path, String header) throws Exception {
        return send(
                HttpRequest.newBuilder(base.resolve(path)).header(header, "1").GET());
    }

    /** Fills in the form of the page at the same address and sends it. */
    String post(String path, Map<String, String> fields) throws Exception {
        return post(path, fields, token(path));
    }

    /** What a form of this page sends along; good for the whole session. */
    String token(String path) throws Exception {
        Matcher csrf = CSRF.matcher(get(path));
        return csrf.find() ? csrf.group(1) : "";
    }

    /** Sends a form with a token that came before. */
    String post(String path, Map<String, String> fields, String token) throws Exception {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "", "&_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8)));
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer =
                client.send(request.timeout(Duration.ofMinutes(2)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    int port() {
        return base.getPort();
    }

    /** As the header of a request. */
    String cookie() {
        return cookies.getCookieStore().getCookies().stream()
                .map(each -> each.getName() + "=" + each.getValue())
                .collect(Collectors.joining("; "));
    }
}
