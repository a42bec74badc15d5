package org.tongzhou.catalogue.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
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
import org.tongzhou.catalogue.web.DraftDesk.Press;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.shell.Again;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.ChangesNothing;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.LongForm;
import org.tongzhou.shell.NavItem;

/** The designer's writing: drafts of editions as form and as text, and the cases beside them. */
@Controller
@Allowed({Role.PLAN_DESIGNER, Role.PROVINCE_REVIEWER, Role.MANAGER, Role.AUDITOR})
class DraftPages {
    private static final String DRAFT = DraftDesk.ADDRESS + "/{id}";

    private final DraftDesk desk;
    private final Drafts drafts;
    private final DraftViews views;
    private final Once once;
    private final FundClock clock;

    DraftPages(DraftDesk desk, Drafts drafts, DraftViews views, Once once, FundClock clock) {
        this.desk = desk;
        this.drafts = drafts;
        this.views = views;
        this.once = once;
        this.clock = clock;
    }

    @Bean
    static NavItem draftNavigation() {
        return NavItem.to(DraftPages.class, "catalogue.draft.nav", DraftDesk.ADDRESS, "flask", 72);
    }

    @Bean
    static LongForm draftForm() {
        return new LongForm(DraftDesk.ADDRESS + "/");
    }

    @GetMapping(DraftDesk.ADDRESS)
    ModelAndView list(@RequestParam(defaultValue = "") String after, Actor actor, Frame frame) {
        return new ModelAndView("catalogue/drafts", "page", views.list(actor, after, frame, Map.of()));
    }

    @PostMapping(DraftDesk.ADDRESS)
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
            String sent = plan + " " + new String(bytes, StandardCharsets.ISO_8859_1);
            String id = once.run(actor, key, sent, () -> begin(actor, plan, bytes));
            return DraftDesk.to(Long.parseLong(id));
        } catch (Refusal refusal) {
            Map<String, String> errors = Map.of("file", frame.sentence(refusal));
            return Again.page("catalogue/drafts", views.list(actor, "", frame, errors));
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

    @GetMapping(DRAFT)
    ModelAndView draft(@PathVariable long id, Actor actor, Frame frame) {
        return desk.page(actor, desk.draft(actor, id), DraftViews.Look.PLAIN, frame);
    }

    /** Says what is wrong without saving; as a part of the page where the page asks for it while somebody types. */
    @PostMapping(DRAFT + "/check")
    @Allowed(Role.PLAN_DESIGNER)
    @ChangesNothing
    ModelAndView check(
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            @RequestHeader(value = "HX-Request", required = false) @Nullable String part,
            @RequestParam(required = false) @Nullable Integer version,
            Actor actor,
            Frame frame) {
        Draft saved = desk.draft(actor, id);
        Draft typed = new DraftForm(form).typed(saved).seenAs(version == null ? saved.version() : version);
        if (part == null) {
            return desk.page(actor, typed, DraftViews.Look.PLAIN.over(saved, typed), frame);
        }
        ModelAndView live = new ModelAndView("catalogue/draftlive", "pane", views.pane(actor, typed, frame));
        live.addObject("fromForm", "form".equals(form.get("from")));
        return live;
    }

    @PostMapping(DRAFT + "/save")
    @Allowed(Role.PLAN_DESIGNER)
    ModelAndView save(
            Press press, @RequestParam Map<String, String> form, @RequestParam int version, Actor actor, Frame frame) {
        DraftDesk.Turn turn = desk.turn(press, actor, frame);
        Draft typed = new DraftForm(form).typed(turn.draft()).seenAs(version);
        return turn.showing(typed)
                .once("save " + DraftForm.told(typed), draft -> drafts.save(actor, draft, clock.now()));
    }

    /** Tries a case on the draft as it stands on the page, which is neither saved nor lost by that. */
    @PostMapping(DRAFT + "/try")
    @ChangesNothing
    ModelAndView trial(
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            @RequestParam(required = false) @Nullable Integer version,
            Actor actor,
            Frame frame) {
        Draft saved = desk.draft(actor, id);
        Draft shown =
                version == null ? saved : new DraftForm(form).onPage(saved).seenAs(version);
        DraftViews.Look look = DraftViews.Look.tried(TrialForm.of(form), Map.of());
        return desk.page(actor, shown, look.over(saved, shown), frame);
    }

    /** Keeps a tried case beside the draft, with the amount that the maker says is right, and saves all that stands on the page. */
    @PostMapping(DRAFT + "/case")
    @Allowed(Role.PLAN_DESIGNER)
    ModelAndView keep(
            Press press, @RequestParam Map<String, String> form, @RequestParam int version, Actor actor, Frame frame) {
        DraftDesk.Turn turn = desk.turn(press, actor, frame);
        Draft draft = new DraftForm(form).onPage(turn.draft()).seenAs(version);
        String name = form.getOrDefault("name", "").strip();
        String pays = form.getOrDefault("pays", "").replace(",", "").strip();
        TrialForm trial = TrialForm.of(form);
        Optional<String> cases = trial.appended(draft, name, pays);
        if (cases.isEmpty()) {
            Map<String, String> errors = Map.of("", frame.say("refusal.draft_case_unreadable"));
            DraftViews.Look look = DraftViews.Look.tried(trial, errors);
            return desk.page(actor, draft, look.over(turn.draft(), draft), frame);
        }
        Draft next = draft.with(draft.text(), cases.get(), draft.told().reason());
        return turn.showing(next).once("case " + DraftForm.told(next), kept -> drafts.save(actor, kept, clock.now()));
    }
}
