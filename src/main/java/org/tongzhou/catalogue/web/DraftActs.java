package org.tongzhou.catalogue.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.catalogue.Draft;
import org.tongzhou.catalogue.Drafts;
import org.tongzhou.catalogue.Replay;
import org.tongzhou.catalogue.Replays;
import org.tongzhou.catalogue.web.DraftDesk.Press;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** What becomes of a draft: replayed on past claims, submitted or given up by its maker, agreed to or sent back by another. */
@Controller
@Allowed({Role.PLAN_DESIGNER, Role.PROVINCE_REVIEWER, Role.MANAGER, Role.AUDITOR})
class DraftActs {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String DRAFT = DraftDesk.ADDRESS + "/{id}";

    private final DraftDesk desk;
    private final Drafts drafts;
    private final Replays replays;
    private final ReplayViews views;
    private final FundClock clock;

    DraftActs(DraftDesk desk, Drafts drafts, Replays replays, ReplayViews views, FundClock clock) {
        this.desk = desk;
        this.drafts = drafts;
        this.replays = replays;
        this.views = views;
        this.clock = clock;
    }

    /** By the draft as it is saved; refuses {@code draft_unreplayed} where something else stands on the page of whoever writes it. */
    @PostMapping(DRAFT + "/replay")
    @Allowed({Role.PLAN_DESIGNER, Role.PROVINCE_REVIEWER})
    ModelAndView run(
            Press press,
            @RequestParam Map<String, String> form,
            @RequestParam(required = false) @Nullable Integer version,
            Actor actor,
            Frame frame) {
        DraftDesk.Turn turn = desk.turn(press, actor, frame);
        DraftDesk.Turn page = version == null ? turn : turn.showing(typed(turn, form, version));
        ModelAndView answer = page.acting(draft -> {
            page.requireSaved("draft_unreplayed");
            replays.run(actor, draft.id(), PATIENCE, clock.now());
        });
        return answer.getStatus() == null
                ? new ModelAndView("redirect:" + DraftDesk.ADDRESS + "/" + press.id() + "/replay")
                : answer;
    }

    private static Draft typed(DraftDesk.Turn turn, Map<String, String> form, int version) {
        return new DraftForm(form).onPage(turn.draft()).seenAs(version);
    }

    /** The totals and who is changed; while it runs, how far it is, asked again each second. */
    @GetMapping(DRAFT + "/replay")
    ModelAndView replay(
            @PathVariable long id,
            @RequestParam(defaultValue = "LESS") Replay.Side side,
            @RequestParam(required = false) @Nullable String after,
            Actor actor,
            Frame frame,
            HttpServletResponse response) {
        ReplayPage page = views.page(actor, desk.draft(actor, id), side, after, frame);
        if (page.card().run().running()) {
            response.setHeader("Refresh", "1");
        }
        return new ModelAndView("catalogue/replay", "page", page);
    }

    /** The draft as it is saved; refuses {@code draft_unsaved} where something else stands on the page. */
    @PostMapping(DRAFT + "/submit")
    @Allowed(Role.PLAN_DESIGNER)
    ModelAndView submit(
            Press press, @RequestParam Map<String, String> form, @RequestParam int version, Actor actor, Frame frame) {
        DraftDesk.Turn turn = desk.turn(press, actor, frame);
        DraftDesk.Turn page = turn.showing(typed(turn, form, version));
        return page.once("submit " + DraftForm.told(page.draft()), draft -> {
            page.requireSaved("draft_unsaved");
            drafts.submit(actor, draft.id(), version, clock.now());
        });
    }

    @PostMapping(DRAFT + "/withdraw")
    @Allowed(Role.PLAN_DESIGNER)
    ModelAndView withdraw(Press press, @RequestParam int version, Actor actor, Frame frame) {
        return desk.turn(press, actor, frame)
                .once("withdraw " + version, draft -> drafts.withdraw(actor, draft.id(), version, clock.now()));
    }

    @PostMapping(DRAFT + "/discard")
    @Allowed(Role.PLAN_DESIGNER)
    ModelAndView discard(Press press, @RequestParam int version, Actor actor, Frame frame) {
        return desk.turn(press, actor, frame)
                .once("discard " + version, draft -> drafts.discard(actor, draft.id(), version, clock.now()));
    }

    @PostMapping(DRAFT + "/accept")
    @Allowed({Role.PLAN_DESIGNER, Role.PROVINCE_REVIEWER})
    ModelAndView accept(Press press, @RequestParam(defaultValue = "") String content, Actor actor, Frame frame) {
        return desk.turn(press, actor, frame)
                .once("accept " + content, draft -> drafts.accept(actor, draft.id(), content, clock.now()));
    }

    @PostMapping(DRAFT + "/send-back")
    @Allowed({Role.PLAN_DESIGNER, Role.PROVINCE_REVIEWER})
    ModelAndView sendBack(Press press, @RequestParam(defaultValue = "") String words, Actor actor, Frame frame) {
        return desk.turn(press, actor, frame)
                .once("back " + words, draft -> drafts.sendBack(actor, draft.id(), words, clock.now()));
    }
}
