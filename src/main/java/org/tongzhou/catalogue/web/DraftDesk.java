package org.tongzhou.catalogue.web;

import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.catalogue.Draft;
import org.tongzhou.catalogue.DraftId;
import org.tongzhou.catalogue.Drafts;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.Again;
import org.tongzhou.shell.Frame;

/** What every button on a draft does alike: finds the draft, acts once, and shows the draft again, refused or done. */
@Component
class DraftDesk {
    static final String ADDRESS = "/plans/drafts";

    private final Drafts drafts;
    private final DraftViews views;
    private final Once once;

    DraftDesk(Drafts drafts, DraftViews views, Once once) {
        this.drafts = drafts;
        this.views = views;
        this.once = once;
    }

    /** The draft of the address and the key of the form. */
    record Press(long id, @BindParam("request_key") String key) {
        Press {
            key = Objects.requireNonNullElse(key, "");
        }
    }

    Draft draft(Actor actor, long id) {
        return drafts.find(actor, new DraftId(id));
    }

    /** The draft's page; 422 where something on it was refused. */
    ModelAndView page(Actor actor, Draft draft, DraftViews.Look look, Frame frame) {
        DraftPage page = views.page(actor, draft, look, frame);
        return look.errors().isEmpty()
                ? new ModelAndView("catalogue/draft", "page", page)
                : Again.page("catalogue/draft", page);
    }

    static ModelAndView to(long draft) {
        return new ModelAndView("redirect:" + ADDRESS + "/" + draft);
    }

    /** A button pressed on the draft as it is saved. */
    Turn turn(Press press, Actor actor, Frame frame) {
        Draft saved = draft(actor, press.id());
        return new Turn(press, saved, saved, actor, frame);
    }

    /** One press of a button; {@code shown} stands on the page when it is refused. */
    final class Turn {
        private final Press press;
        private final Draft saved;
        private final Draft shown;
        private final Actor actor;
        private final Frame frame;

        private Turn(Press press, Draft saved, Draft shown, Actor actor, Frame frame) {
            this.press = press;
            this.saved = saved;
            this.shown = shown;
            this.actor = actor;
            this.frame = frame;
        }

        /** The same press with what was typed, so that it stands there when it is refused. */
        Turn showing(Draft typed) {
            return new Turn(press, saved, typed, actor, frame);
        }

        Draft draft() {
            return shown;
        }

        /** Refuses by {@code code} where what stands on the page is not what is saved, or {@code draft_stale} where that was saved elsewhere. */
        void requireSaved(String code) {
            if (!DraftForm.isSame(saved, shown)) {
                throw Refusal.conflict(saved.version() == shown.version() ? code : "draft_stale");
            }
        }

        /** Acts once for the key of the form; {@code body} tells what is asked from anything else under the same key. */
        ModelAndView once(String body, Consumer<Draft> act) {
            return acting(draft -> once.run(actor, press.key(), shown.id().value() + " " + body, () -> {
                act.accept(draft);
                return "";
            }));
        }

        ModelAndView acting(Consumer<Draft> act) {
            try {
                act.accept(shown);
                return to(press.id());
            } catch (Refusal refusal) {
                if (refusal.kind() == Refusal.Kind.NOT_FOUND) {
                    throw refusal;
                }
                DraftViews.Look look = DraftViews.Look.refused(frame.sentence(refusal));
                return page(actor, shown, look.over(saved, shown), frame);
            }
        }
    }
}
