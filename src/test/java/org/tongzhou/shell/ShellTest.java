package org.tongzhou.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.view.InternalResourceViewResolver;
import org.tongzhou.database.Trips;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Busy;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;

class ShellTest {
    private static final Actor CASHIER =
            new Actor(7, "陈蔚", Scope.province(new FundId(42)), Set.of(Role.MEMBER, Role.FINANCE_MAKER), null, null);

    private MockMvc mvc;
    private Frames frames;

    @BeforeEach
    void stand() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        FundClock clock = () -> Instant.parse("2026-02-10T01:00:00Z");
        beans.addBean("finance", new NavItem(Set.of(Role.FINANCE_MAKER), "role.finance_maker", "/payments", "bank", 1));
        beans.addBean("audit", new NavItem(Set.of(Role.AUDITOR), "role.auditor", "/audit", "book", 2));
        beans.addBean("home", new NavItem(Set.of(Role.MEMBER), "role.member", "/", "home", 1));
        Assets assets = new Assets();
        UploadLimit uploads = new UploadLimit(DataSize.ofMegabytes(7));
        var locales = WebFrame.localeResolver();
        frames = new Frames(
                locales,
                beans.getBeanProvider(org.tongzhou.kernel.WorkingDays.class),
                beans.getBeanProvider(ClockControls.class),
                clock,
                assets,
                uploads,
                beans.getBeanProvider(NavItem.class),
                beans.getBeanProvider(NavBadge.class));
        Refusals refusals = new Refusals(
                frames, List.of(), new PagesAbove(beans.getBeanProvider(RequestMappingHandlerMapping.class)));
        mvc = MockMvcBuilders.standaloneSetup(
                        new Provoking(),
                        new AssetPages(assets),
                        new Preferences(locales),
                        new ErrorPages(refusals, uploads))
                .setControllerAdvice(refusals, new PapersAlone())
                .setViewResolvers(new JteViews(frames), new InternalResourceViewResolver())
                .setLocaleResolver(locales)
                .addFilters(new ContentSecurityPolicy())
                .build();
    }

    @Test
    void howLargeAFileMayBeIsSaidOnceToTheServerTheScriptAndTheReader() throws Exception {
        mvc.perform(get("/refuse").param("kind", "NOT_FOUND"))
                .andExpect(content().string(containsString("data-most=\"7340032\" data-too-large=\"文件太大，最多 7 MB")));
        mvc.perform(get("/error").requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 413))
                .andExpect(content().string(containsString("<p>文件太大，最多 7 MB")));
        mvc.perform(get(new Assets().href("app.js"))).andExpect(content().string(not(containsString("1024 * 1024"))));
    }

    @Test
    void anEntryIsLitBelowItsOwnAddressAndTheOthers() {
        NavItem claims = new NavItem(Set.of(Role.MEMBER), "role.member", "/my/claims", "route", 3, Set.of("/my/cases"));
        assertThat(List.of("/my/claims", "/my/claims/7", "/my/cases/7", "/my", "/my/casesheet"))
                .extracting(claims::reach)
                .containsExactly(10, 10, 9, 0, 0);
    }

    @Test
    void ofSeveralEntriesThatAPageIsBelowTheOneThatReachesFurthestIsLit() {
        Set<Role> member = Set.of(Role.MEMBER);
        List<NavItem> items = List.of(
                new NavItem(member, "role.member", "/", "home", 1),
                new NavItem(member, "role.member", "/my/claims/draft", "route", 2),
                new NavItem(member, "role.member", "/my/claims", "route", 3));
        assertThat(new Menu(
                                items,
                                List.of(),
                                Words.of(Words.ZH),
                                new Frame.Place("/my/claims/draft/7", false, ""),
                                CASHIER)
                        .links(true))
                .filteredOn(Frame.Link::current)
                .extracting(Frame.Link::href)
                .containsExactly("/my/claims/draft");
    }

    @Test
    void onlyTheNumbersOfEntriesThatTheReaderSeesAreAskedFor() {
        List<NavItem> items = List.of(
                new NavItem(Set.of(Role.FINANCE_MAKER), "role.finance_maker", "/payments", "bank", 1),
                new NavItem(Set.of(Role.AUDITOR), "role.auditor", "/audit", "book", 2),
                new NavItem(Set.of(Role.MEMBER), "role.member", "/my", "home", 3));
        List<String> asked = new ArrayList<>();
        List<NavBadge> badges = Stream.of("/payments", "/audit", "/my", "/nowhere")
                .map(href -> badge(href, asked))
                .toList();
        Menu menu = new Menu(items, badges, Words.of(Words.ZH), new Frame.Place("/", false, ""), CASHIER);
        menu.take(new Trips(new JdbcTemplate()).trip(), false);
        assertThat(asked).containsExactly("/payments");
    }

    private static NavBadge badge(String href, List<String> asked) {
        return new NavBadge() {
            @Override
            public String href() {
                return href;
            }

            @Override
            public int count(Actor actor) {
                return 0;
            }

            @Override
            public Optional<Trips.Rows<Integer>> count(Trips.Trip trip, Actor actor) {
                asked.add(href);
                return Optional.empty();
            }
        };
    }

    @Test
    void aFieldThatComesOnceIsOneValueThoughItHoldsAComma() {
        var fields = new DefaultFormattingConversionService();
        new WebFrame(frames).addFormatters(fields);
        TypeDescriptor text = TypeDescriptor.valueOf(String.class);
        TypeDescriptor texts = TypeDescriptor.collection(List.class, text);
        assertThat(fields.convert("1,000.00", text, texts)).isEqualTo(List.of("1,000.00"));
        assertThat(fields.convert(new String[] {"1,5", "2"}, TypeDescriptor.valueOf(String[].class), texts))
                .isEqualTo(List.of("1,5", "2"));
        assertThat(fields.convert("", text, TypeDescriptor.collection(Set.class, TypeDescriptor.valueOf(Role.class))))
                .isEqualTo(Set.of());
    }

    @Test
    void refusalBecomesAPageInWordsWithItsStatus() throws Exception {
        mvc.perform(get("/refuse").param("kind", "NOT_FOUND"))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType("text/html;charset=UTF-8"))
                .andExpect(content().string(containsString("没有找到这一页")));
        mvc.perform(get("/refuse").param("kind", "NOT_ALLOWED")).andExpect(status().isForbidden());
        mvc.perform(get("/refuse").param("kind", "CONFLICT")).andExpect(status().isConflict());
        mvc.perform(get("/refuse").param("kind", "INVALID")).andExpect(status().isUnprocessableContent());
    }

    @Test
    void whoComesWhenTooMuchIsAskedIsToldWhenToComeAgain() throws Exception {
        mvc.perform(post("/busy"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().string("Retry-After", "60"))
                .andExpect(content().string(containsString("请过 1 分钟再试")));
        mvc.perform(post("/api/busy"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().string("Retry-After", "60"))
                .andExpect(jsonPath("$.code").value("paper_reader_busy"));
    }

    /** The answer to a commit may be what was lost: what was sent is done, or it is not. */
    @Test
    void whoeverTheDatabaseLeavesHalfWayIsNotToldThatNothingWasWritten() throws Exception {
        for (String state : List.of("08006", "57P01")) {
            mvc.perform(post("/lost").param("state", state))
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(header().string("Retry-After", "60"))
                    .andExpect(content().string(containsString("办成了没有，我们还说不准")));
            mvc.perform(post("/api/lost").param("state", state))
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(jsonPath("$.code").value("database_away"));
        }
        mvc.perform(get("/error")
                        .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 500)
                        .requestAttr(RequestDispatcher.ERROR_EXCEPTION, new SQLException("no answer", "08006")))
                .andExpect(status().isServiceUnavailable());
        mvc.perform(post("/lost").param("state", "23505")).andExpect(status().isInternalServerError());
    }

    @Test
    void aRefusedFormLeadsBackToThePageItStoodOnAndNeverToAnotherSite() throws Exception {
        String form = "http://localhost/bills?after=3&all=true";
        mvc.perform(post("/refuse").param("kind", "INVALID").header("Referer", form))
                .andExpect(content()
                        .string(containsString(
                                "<a class=\"btn pri\" data-back href=\"/bills?after=3&amp;all=true\">返回")))
                .andExpect(content().string(containsString("back=%2Fbills%3Fafter%3D3%26all%3Dtrue")));
        for (String nowhere :
                List.of("http://localhost//evil.example", "https://evil.example", "javascript:alert(1)")) {
            mvc.perform(post("/refuse").param("kind", "INVALID").header("Referer", nowhere))
                    .andExpect(content().string(not(containsString("evil"))))
                    .andExpect(content().string(not(containsString("javascript"))));
        }
        mvc.perform(get("/refuse").param("kind", "NOT_FOUND").header("Referer", form))
                .andExpect(content().string(not(containsString("/bills?after"))));
    }

    @Test
    void refusalUnderTheInterfaceIsAProblemDocument() throws Exception {
        mvc.perform(get("/api/refuse"))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.code").value("not_found"))
                .andExpect(jsonPath("$.detail").value(containsString("没有找到")))
                .andExpect(jsonPath("$.request").isNotEmpty());
    }

    @Test
    void aFaultOfOursTellsNothingButItsNumber() throws Exception {
        mvc.perform(get("/fail"))
                .andExpect(status().isInternalServerError())
                .andExpect(content().string(containsString("事件号")))
                .andExpect(content().string(not(containsString("secret"))));
    }

    @Test
    void aTelephoneMayKeepTheSiteBesideItsApplications() throws Exception {
        String manifest = mvc.perform(get("/app.webmanifest"))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/manifest+json"))
                .andExpect(jsonPath("$.name").isNotEmpty())
                .andExpect(jsonPath("$.start_url").value("/"))
                .andExpect(jsonPath("$.display").value("standalone"))
                .andExpect(jsonPath("$.icons[0].sizes").value("192x192"))
                .andExpect(jsonPath("$.icons[1].sizes").value("512x512"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        for (var icon : tools.jackson.databind.json.JsonMapper.shared()
                .readTree(manifest)
                .get("icons")) {
            byte[] picture = mvc.perform(get(icon.get("src").asString()))
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse()
                    .getContentAsByteArray();
            int side = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(picture))
                    .getWidth();
            assertThat(icon.get("sizes").asString()).isEqualTo(side + "x" + side);
        }
    }

    @Test
    void missingParameterKeepsItsStatus() throws Exception {
        mvc.perform(get("/refuse")).andExpect(status().isBadRequest());
    }

    @Test
    void aFieldThatCannotBeReadIsNamedAndWhatBelongsThereIsSaid() throws Exception {
        mvc.perform(get("/refuse").param("kind", "NONE"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("“种类”写的“NONE”不在可选的几项里")));
        mvc.perform(get("/refuse")).andExpect(content().string(containsString("“种类”还没有填或没有选")));
        mvc.perform(multipart("/handed"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("“文件”还没有填或没有选")));
        mvc.perform(get("/typed").param("day", "2026-02-31").cookie(new Cookie("language", "en")))
                .andExpect(content().string(containsString("“2026-02-31” in “Day” is not a day of the calendar")));
        mvc.perform(get("/typed").param("people", "六")).andExpect(content().string(containsString("“人数”写的“六”不是整数")));
        mvc.perform(get("/typed").param("few", "x".repeat(50)))
                .andExpect(content().string(containsString("“few”写的“" + "x".repeat(20) + "”不是整数")));
    }

    @Test
    void anAddressWithANumberThatIsNoneSaysNothingOfFields() throws Exception {
        mvc.perform(get("/paths/abc"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("这次请求缺了东西或写法不对")));
    }

    @Test
    void aPaperThatTheBrowserShowsAloneMayBeLaidOutByTheBrowser() throws Exception {
        for (String path : List.of("/picture", "/paper")) {
            mvc.perform(get(path))
                    .andExpect(header().stringValues(
                                    "Content-Security-Policy",
                                    "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; "
                                            + "frame-ancestors 'none'"));
        }
        mvc.perform(get("/text")).andExpect(header().string("Content-Security-Policy", containsString("'nonce-")));
    }

    @Test
    void aBrowserThatAsksForTheIconByItsOldAddressGetsIt() throws Exception {
        mvc.perform(get("/favicon.ico"))
                .andExpect(status().isOk())
                .andExpect(content().contentType("image/png"));
    }

    @Test
    void languageIsACookieAndTheWayBackStaysOnOurSite() throws Exception {
        mvc.perform(get("/language").param("to", "en").param("back", "/bills?after=3"))
                .andExpect(redirectedUrl("/bills?after=3"))
                .andExpect(header().string("Set-Cookie", containsString("language=en")));
        for (String foreign : List.of("//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nX: y")) {
            mvc.perform(get("/language").param("to", "zh").param("back", foreign))
                    .andExpect(redirectedUrl("/"));
        }
        mvc.perform(get("/refuse").param("kind", "NOT_FOUND").cookie(new Cookie("language", "en")))
                .andExpect(content().string(containsString("This page was not found")))
                .andExpect(content().string(containsString("<html lang=\"en\"")));
    }

    @Test
    void everyResponseHasAPolicyWithItsOwnNonce() throws Exception {
        String first = policy();
        assertThat(first).contains("script-src 'self';").doesNotContain("unsafe");
        assertThat(policy()).isNotEqualTo(first);
    }

    @Test
    void assetsLiveUnderTheirHashForAYear() throws Exception {
        String href = new Assets().href("style.css");
        mvc.perform(get(href))
                .andExpect(status().isOk())
                .andExpect(content().contentTypeCompatibleWith("text/css"))
                .andExpect(header().string("Cache-Control", "max-age=31536000, public, immutable"));
        mvc.perform(get("/assets/000000000000/style.css")).andExpect(status().isNotFound());
        mvc.perform(get("/assets/000000000000/../application.properties")).andExpect(status().isNotFound());
    }

    @Test
    void navigationHoldsWhatTheRolesOpen() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/payments/7");
        request.setAttribute(Actor.class.getName(), CASHIER);
        Frame frame = frames.of(request);
        assertThat(frame.rail()).extracting(Frame.Link::href).containsExactly("/payments");
        assertThat(frame.rail().get(0).current()).isTrue();
        assertThat(frame.tabs()).extracting(Frame.Link::href).containsExactly("/");
        assertThat(frame.roleName()).isEqualTo("出纳");
        assertThat(frame.today().day()).isEqualTo(LocalDate.of(2026, 2, 10));
    }

    @Test
    void argumentsOfASentenceAreWrittenAsTheReaderWritesThem() {
        Frame frame = frames.of(new MockHttpServletRequest());
        assertThat(frame.say("shell.voucher.number", Money.ofFen(695_459))).isEqualTo("编号 6,954.59");
        assertThat(frame.say("shell.voucher.number", LocalDate.of(2026, 2, 10))).isEqualTo("编号 2026-02-10");
    }

    @Test
    void aFormOfTheSessionBeforeIsNotCalledAMissingPermission() throws Exception {
        mvc.perform(get("/error")
                        .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 403)
                        .requestAttr(RequestDispatcher.ERROR_METHOD, "POST")
                        .header("Referer", "https://site.example/my/claims/7"))
                .andExpect(status().isForbidden())
                .andExpect(content().string(containsString("上次登录时打开的")))
                .andExpect(content().string(containsString("href=\"/my/claims/7\"")));
        mvc.perform(get("/error").requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 403))
                .andExpect(content().string(containsString("没有这项权限")));
    }

    private String policy() throws Exception {
        return mvc.perform(get("/error")).andReturn().getResponse().getHeader("Content-Security-Policy");
    }

    @Controller
    static class Provoking {
        @PostMapping({"/busy", "/api/busy"})
        void busy() {
            throw new Busy("paper_reader_busy");
        }

        @PostMapping({"/lost", "/api/lost"})
        void lost(@RequestParam String state) {
            throw new TransactionSystemException("no answer", new SQLException("no answer", state));
        }

        @RequestMapping("/refuse")
        String refuse(@RequestParam Refusal.Kind kind) {
            throw switch (kind) {
                case INVALID -> Refusal.invalid("bad_request");
                case CONFLICT -> Refusal.conflict("busy");
                case NOT_FOUND -> Refusal.notFound();
                case NOT_ALLOWED -> Refusal.notAllowed();
            };
        }

        @GetMapping("/api/refuse")
        String refuseProgram() {
            throw Refusal.notFound();
        }

        @GetMapping("/typed")
        @ResponseBody
        String typed(
                @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
                @RequestParam(defaultValue = "1") int people,
                @RequestParam(required = false) Integer few) {
            return "read";
        }

        @PostMapping("/handed")
        @ResponseBody
        String handed(@RequestParam MultipartFile file) {
            return "read";
        }

        @GetMapping("/paths/{id}")
        @ResponseBody
        String path(@PathVariable long id) {
            return "read";
        }

        @GetMapping(path = "/picture", produces = "image/png")
        ResponseEntity<byte[]> picture() {
            return ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).body(new byte[] {1});
        }

        @GetMapping("/paper")
        ResponseEntity<byte[]> paper() {
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).body(new byte[] {1});
        }

        @GetMapping("/text")
        ResponseEntity<byte[]> text() {
            return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(new byte[] {1});
        }

        @GetMapping("/fail")
        String fail() {
            throw new IllegalStateException("secret");
        }
    }
}
