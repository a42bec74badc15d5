package org.tongzhou.shell;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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
import org.tongzhou.kernel.Busy;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;

/** The shell by itself, with a page for each thing that may go wrong, and what three roles have in the menu. */
final class SomeShell {
    private final MockMvc mvc;
    private final Frames frames;

    SomeShell() {
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

    MockMvc mvc() {
        return mvc;
    }

    Frames frames() {
        return frames;
    }

    @Controller
    @TestComponent
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
