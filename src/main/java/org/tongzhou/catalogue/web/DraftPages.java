package org.tongzhou.catalogue.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.catalogue.Draft;
import org.tongzhou.catalogue.DraftId;
import org.tongzhou.catalogue.Drafts;
import org.tongzhou.catalogue.PlanText;
import org.tongzhou.catalogue.Replay;
import org.tongzhou.catalogue.Replays;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.ChangesNothing;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.NavItem;

/** The designer: drafts of editions as form and as text, cases, replay, and the two people who agree. */
@Controller
@Allowed({Role.PLAN_DESIGNER, Role.PROVINCE_REVIEWER, Role.MANAGER, Role.AUDITOR})
class DraftPages {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String ADDRESS = "/plans/drafts";

    private final Drafts drafts;
    private final Replays replays;
    private final DraftViews views;
    private final Once once;
    private final FundClock clock;

    DraftPages(Drafts drafts, Replays replays, DraftViews views, Once once, FundClock clock) {
        this.drafts = drafts;
        this.replays = replays;
        this.views = views;
        this.once = once;
        this.clock = clock;
    }

    @Bean
    static NavItem draftNavigation() {
        Set<Role> readers = Set.of(Role.PLAN_DESIGNER, Role.PROVINCE_REVIEWER, Role.MANAGER, Role.AUDITOR);
        return new NavItem(readers, "catalogue.draft.nav", ADDRESS, "flask", 72);
    }

    @GetMapping(ADDRESS)
    ModelAndView list(Actor actor, Frame frame) {
        return new ModelAndView("catalogue/drafts", "page", views.list(actor, frame, Map.of()));
    }

    @PostMapping(ADDRESS)
    @Allowed(Role.PLAN_DESIGNER)
    ModelAndView start(
            @RequestParam(defaultValue = "") String plan,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam("request_key") String key,
            Actor actor,
            Frame frame)
            throws IOException {
        byte[] bytes = file == null ? new byte[0] : file.getBytes();
        try {
            String id = once.run(actor, key, plan + " " + bytes.length, () -> begin(actor, plan, bytes));
            return new ModelAndView("redirect:" + ADDRESS + "/" + id);
        } catch (Refusal refusal) {
            ModelAndView again = new ModelAndView(
                    "catalogue/drafts", "page", views.list(actor, frame, Map.of("file", frame.sentence(refusal))));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    private String begin(Actor actor, String plan, byte[] bytes) {
        DraftId id = bytes.length == 0
                ? drafts.start(actor, code(plan), clock.now())
                : drafts.startFrom(actor, text(bytes), clock.now());
        return Long.toString(id.value());
    }

    private static PlanCode code(String plan) {
        try {
            return new PlanCode(plan);
        } catch (IllegalArgumentException noCode) {
            throw Refusal.invalid("draft_no_code");
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException otherEncoding) {
            throw Refusal.invalid("draft_not_utf8");
        }
    }

    @GetMapping(ADDRESS + "/{id}")
    ModelAndView draft(@PathVariable long id, Actor actor, Frame frame) {
        return page(actor, drafts.find(actor, new DraftId(id)), DraftViews.Look.PLAIN, frame);
    }

    private ModelAndView page(Actor actor, Draft draft, DraftViews.Look look, Frame frame) {
        ModelAndView page = new ModelAndView("catalogue/draft", "page", views.page(actor, draft, look, frame));
        if (!look.errors().isEmpty()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    /** What stands in the form: the text, or the values of the form put into the text, as the button says. */
    private Draft typed(Actor actor, long id, Map<String, String> form) {
        Draft saved = drafts.find(actor, new DraftId(id));
        String text = form.getOrDefault("text", saved.text()).replace("\r\n", "\n");
        if ("form".equals(form.get("from"))) {
            Map<String, String> values = new HashMap<>();
            form.forEach((name, value) -> {
                if (name.startsWith("v.")) {
                    values.put(name.substring(2), value);
                }
            });
            text = PlanText.of(text).with(values);
        }
        String cases = form.getOrDefault("cases", saved.cases()).replace("\r\n", "\n");
        String reason = form.getOrDefault("reason", saved.told().reason()).strip();
        return saved.with(text, cases, reason);
    }

    /** Says what is wrong without saving; as a part of the page where the page asks for it while somebody types. */
    @PostMapping(ADDRESS + "/{id}/check")
    @Allowed(Role.PLAN_DESIGNER)
    @ChangesNothing
    ModelAndView check(
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            @RequestHeader(value = "HX-Request", required = false) @Nullable String part,
            Actor actor,
            Frame frame) {
        Draft typed = typed(actor, id, form);
        if (part == null) {
            return page(actor, typed, DraftViews.Look.PLAIN, frame);
        }
        ModelAndView live = new ModelAndView("catalogue/draftlive", "pane", views.pane(actor, typed, frame));
        live.addObject("fromForm", "form".equals(form.get("from")));
        return live;
    }

    @PostMapping(ADDRESS + "/{id}/save")
    @Allowed(Role.PLAN_DESIGNER)
    ModelAndView save(
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            @RequestParam("request_key") String key,
            @RequestParam int version,
            Actor actor,
            Frame frame) {
        Draft typed = typed(actor, id, form).seenAs(version);
        return acted(
                actor,
                typed,
                frame,
                once(actor, key, "save " + id + " " + typed.content(), () -> drafts.save(actor, typed, clock.now())));
    }

    private Runnable once(Actor actor, String key, String body, Runnable act) {
        return () -> once.run(actor, key, body, () -> {
            act.run();
            return "";
        });
    }

    /** Does it and shows the draft again; when it is refused, with the sentence and with what was typed. */
    private ModelAndView acted(Actor actor, Draft shown, Frame frame, Runnable act) {
        try {
            act.run();
            return new ModelAndView("redirect:" + ADDRESS + "/" + shown.id().value());
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.NOT_FOUND) {
                throw refusal;
            }
            return page(actor, shown, DraftViews.Look.refused(frame.sentence(refusal)), frame);
        }
    }

    @PostMapping(ADDRESS + "/{id}/try")
    @ChangesNothing
    ModelAndView trial(@PathVariable long id, @RequestParam Map<String, String> form, Actor actor, Frame frame) {
        DraftViews.Look look = new DraftViews.Look(Optional.of(TrialForm.of(form)), true, Map.of());
        return page(actor, drafts.find(actor, new DraftId(id)), look, frame);
    }

    /** Keeps a tried case beside the draft, with the amount that the maker says is right. */
    @PostMapping(ADDRESS + "/{id}/case")
    @Allowed(Role.PLAN_DESIGNER)
    ModelAndView keep(
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            @RequestParam("request_key") String key,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String pays,
            Actor actor,
            Frame frame) {
        Draft draft = drafts.find(actor, new DraftId(id));
        String cases = TrialForm.of(form)
                .appended(draft, name.strip(), pays.replace(",", "").strip());
        Draft next = draft.with(draft.text(), cases, draft.told().reason()).seenAs(version);
        return acted(
                actor,
                next,
                frame,
                once(actor, key, "case " + id + " " + cases, () -> drafts.save(actor, next, clock.now())));
    }

    @PostMapping(ADDRESS + "/{id}/replay")
    @Allowed({Role.PLAN_DESIGNER, Role.PROVINCE_REVIEWER})
    ModelAndView run(@PathVariable long id, @RequestParam("request_key") String key, Actor actor, Frame frame) {
        Draft draft = drafts.find(actor, new DraftId(id));
        ModelAndView answer = acted(actor, draft, frame, () -> replays.run(actor, draft.id(), PATIENCE, clock.now()));
        return answer.getStatus() == null ? new ModelAndView("redirect:" + ADDRESS + "/" + id + "/replay") : answer;
    }

    /** The totals and who is changed; while it runs, how far it is, asked again each second. */
    @GetMapping(ADDRESS + "/{id}/replay")
    ModelAndView replay(
            @PathVariable long id,
            @RequestParam(defaultValue = "LESS") Replay.Side side,
            @RequestParam(required = false) @Nullable String after,
            Actor actor,
            Frame frame,
            HttpServletResponse response) {
        ReplayPage page = views.replay(actor, drafts.find(actor, new DraftId(id)), side, after, frame);
        if (page.card().running()) {
            response.setHeader("Refresh", "1");
        }
        return new ModelAndView("catalogue/replay", "page", page);
    }

    @PostMapping(ADDRESS + "/{id}/submit")
    @Allowed(Role.PLAN_DESIGNER)
    ModelAndView submit(
            @PathVariable long id,
            @RequestParam("request_key") String key,
            @RequestParam int version,
            Actor actor,
            Frame frame) {
        Draft draft = drafts.find(actor, new DraftId(id));
        return acted(
                actor,
                draft,
                frame,
                once(
                        actor,
                        key,
                        "submit " + id + " " + version,
                        () -> drafts.submit(actor, draft.id(), version, clock.now())));
    }

    @PostMapping(ADDRESS + "/{id}/withdraw")
    @Allowed(Role.PLAN_DESIGNER)
    ModelAndView withdraw(
            @PathVariable long id,
            @RequestParam("request_key") String key,
            @RequestParam int version,
            Actor actor,
            Frame frame) {
        Draft draft = drafts.find(actor, new DraftId(id));
        return acted(
                actor,
                draft,
                frame,
                once(
                        actor,
                        key,
                        "withdraw " + id + " " + version,
                        () -> drafts.withdraw(actor, draft.id(), version, clock.now())));
    }

    @PostMapping(ADDRESS + "/{id}/discard")
    @Allowed(Role.PLAN_DESIGNER)
    ModelAndView discard(
            @PathVariable long id,
            @RequestParam("request_key") String key,
            @RequestParam int version,
            Actor actor,
            Frame frame) {
        Draft draft = drafts.find(actor, new DraftId(id));
        return acted(
                actor,
                draft,
                frame,
                once(
                        actor,
                        key,
                        "discard " + id + " " + version,
                        () -> drafts.discard(actor, draft.id(), version, clock.now())));
    }

    @PostMapping(ADDRESS + "/{id}/accept")
    @Allowed({Role.PLAN_DESIGNER, Role.PROVINCE_REVIEWER})
    ModelAndView accept(
            @PathVariable long id,
            @RequestParam("request_key") String key,
            @RequestParam(defaultValue = "") String content,
            Actor actor,
            Frame frame) {
        Draft draft = drafts.find(actor, new DraftId(id));
        return acted(
                actor,
                draft,
                frame,
                once(
                        actor,
                        key,
                        "accept " + id + " " + content,
                        () -> drafts.accept(actor, draft.id(), content, clock.now())));
    }

    @PostMapping(ADDRESS + "/{id}/send-back")
    @Allowed({Role.PLAN_DESIGNER, Role.PROVINCE_REVIEWER})
    ModelAndView sendBack(
            @PathVariable long id,
            @RequestParam("request_key") String key,
            @RequestParam(defaultValue = "") String words,
            Actor actor,
            Frame frame) {
        Draft draft = drafts.find(actor, new DraftId(id));
        return acted(
                actor,
                draft,
                frame,
                once(
                        actor,
                        key,
                        "back " + id + " " + words,
                        () -> drafts.sendBack(actor, draft.id(), words, clock.now())));
    }
}
