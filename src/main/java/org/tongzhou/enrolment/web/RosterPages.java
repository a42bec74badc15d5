package org.tongzhou.enrolment.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.tongzhou.enrolment.Draft;
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.enrolment.DraftVerdict;
import org.tongzhou.enrolment.Rosters;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.Tried;

/** A unit officer's rosters: upload, verdict, putting right in place, the file of bad rows. */
@Controller
@Allowed(Role.UNIT_OFFICER)
class RosterPages {
    private final Rosters rosters;
    private final Units units;
    private final UnitViews views;
    private final People people;
    private final Once once;
    private final FundClock clock;

    RosterPages(Rosters rosters, Units units, UnitViews views, People people, Once once, FundClock clock) {
        this.rosters = rosters;
        this.units = units;
        this.views = views;
        this.people = people;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/rosters")
    ModelAndView list(@RequestParam(required = false) @Nullable String after, Actor actor, Frame frame) {
        return list(actor, after, frame, null);
    }

    private ModelAndView list(Actor actor, @Nullable String after, Frame frame, @Nullable String refused) {
        Slice<Draft> drafts = rosters.list(actor, after);
        Unit unit = unit(actor);
        RosterList page =
                new RosterList(unit.name(), drafts.items(), after, drafts.next(), closed(actor, unit, frame), refused);
        return new ModelAndView("enrolment/rosters", "page", page);
    }

    @PostMapping("/rosters")
    ModelAndView upload(
            @RequestParam("file") MultipartFile file, @RequestParam("request_key") String key, Actor actor, Frame frame)
            throws IOException {
        Path kept = Files.createTempFile("roster", ".upload");
        try {
            file.transferTo(kept);
            String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
            return new ModelAndView("redirect:/rosters/" + keep(actor, key, name, kept));
        } catch (Refusal refusal) {
            ModelAndView again = list(actor, null, frame, frame.sentence(refusal));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        } finally {
            Files.deleteIfExists(kept);
        }
    }

    /** Reads a file and keeps it as a roster, once for the key of its form; answers the roster's number. */
    private String keep(Actor actor, String key, String name, Path file) throws IOException {
        String body = "roster " + Rosters.fingerprint(file);
        Instant now = clock.now();
        return once.run(
                actor,
                key,
                body,
                new Once.Slow<>(
                        () -> rosters.read(actor, name, file, now),
                        ready -> Long.toString(rosters.keep(actor, ready, now).value())));
    }

    @GetMapping("/rosters/{id}")
    ModelAndView roster(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String partial,
            Actor actor,
            Frame frame) {
        String view = partial == null ? "enrolment/roster" : "enrolment/rosterbody";
        return new ModelAndView(
                view, "page", page(new DraftId(id), new RosterView.Cut(show, after), actor, frame, Tried.NOTHING));
    }

    private RosterPage page(DraftId id, RosterView.Cut cut, Actor actor, Frame frame, Tried tried) {
        DraftVerdict verdict = rosters.verdict(actor, id, clock.today());
        Unit unit = units.find(actor, verdict.draft().unit());
        RosterView view = new RosterView(verdict, unit, closed(actor, unit, frame), frame);
        List<RosterRow> missing = view.show(cut).equals("missing") ? missing(verdict, cut, actor, frame) : List.of();
        return view.page(cut, missing, tried);
    }

    private List<RosterRow> missing(DraftVerdict verdict, RosterView.Cut cut, Actor actor, Frame frame) {
        long after = Slice.above(cut.after());
        List<PersonId> shown = verdict.missing().stream()
                .filter(person -> person.value() > after)
                .limit(RosterView.ROWS)
                .toList();
        Map<PersonId, PersonCard> cards = people.cards(actor.fund(), shown);
        RosterRows rows = new RosterRows(verdict, Tried.NOTHING, frame);
        return shown.stream()
                .map(cards::get)
                .filter(Objects::nonNull)
                .map(rows::missing)
                .toList();
    }

    /**
     * What was typed anywhere on the page, whichever of its buttons sent it; answers the page again, its body when a part was asked for, or
     * the rows that the button leads to. The button that enrols says how many and for how much, and neither counts what was typed: then
     * that is saved, and the button asked for once more.
     */
    @PostMapping("/rosters/{id}/rows")
    ModelAndView rows(
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            Sent sent,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String partial,
            Actor actor,
            Frame frame) {
        Instant now = clock.now();
        DraftId draft = new DraftId(id);
        RowsForm rows = new RowsForm(form);
        if (rows.isEnrolling() && !rows.isTyped()) {
            return new ModelAndView("forward:/rosters/" + id + "/enrol");
        }
        return change(new Sending(draft, rows, partial != null, actor, frame), () -> {
            Set<Integer> left = rosters.fix(actor, draft, rows.typed(), now);
            rows.row("undo").ifPresent(row -> rosters.undo(actor, draft, row, now));
            rows.row("out").ifPresent(row -> rosters.remove(actor, draft, row, true, now));
            rows.row("back").ifPresent(row -> rosters.remove(actor, draft, row, false, now));
            if (rows.isDayTyped()) {
                rosters.nameDay(actor, draft, day(sent), now);
            }
            return left.stream().map(String::valueOf).collect(Collectors.joining(","));
        });
    }

    private static @Nullable LocalDate day(Sent sent) {
        return sent.text(RowsForm.DAY).isEmpty() ? null : sent.day(RowsForm.DAY);
    }

    /** A form of a roster's page; {@code part} where a part of the page is asked for. */
    private record Sending(DraftId draft, RowsForm rows, boolean part, Actor actor, Frame frame) {
        Map<String, String> form() {
            return rows.sent();
        }

        String key() {
            return form().getOrDefault("request_key", "");
        }

        /** The rows that the form stood beside. */
        RosterView.Cut cut() {
            return new RosterView.Cut(form().get("show"), form().get("after"));
        }

        String view() {
            return part ? "enrolment/rosterbody" : "enrolment/roster";
        }
    }

    /** {@code effect} answers the rows that it had to leave as they are. */
    private ModelAndView change(Sending sending, Supplier<String> effect) {
        Tried tried = Tried.NOTHING;
        try {
            String left = once.run(sending.actor(), sending.key(), sending.draft() + "rows" + sending.form(), effect);
            Optional<RosterView.Cut> to = sending.rows().to();
            if (!left.isEmpty()) {
                tried = said(sending.frame().say("roster.rows.left", left));
            } else if (sending.rows().isEnrolling()) {
                tried = said(sending.frame().say("roster.enrol.saved"));
            } else if (!sending.part()) {
                return new ModelAndView("redirect:" + address(sending.draft(), to.orElse(sending.cut())));
            } else if (to.isPresent()) {
                return leading(address(sending.draft(), to.get()));
            }
        } catch (Refusal refusal) {
            tried = new Tried(typed(sending.form()), Map.of("", sending.frame().sentence(refusal)));
        }
        RosterPage page = page(sending.draft(), sending.cut(), sending.actor(), sending.frame(), tried);
        ModelAndView answer = new ModelAndView(sending.view(), "page", page);
        answer.setStatus(tried == Tried.NOTHING ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return answer;
    }

    private static Tried said(String sentence) {
        return new Tried(Map.of(), Map.of("", sentence));
    }

    /** To whom a part of the page was asked for: go to another one. */
    private static ModelAndView leading(String address) {
        return new ModelAndView((View) (model, request, response) -> response.setHeader("HX-Redirect", address));
    }

    private static Map<String, List<String>> typed(Map<String, String> form) {
        return form.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> List.of(field.getValue())));
    }

    private static String address(DraftId draft, RosterView.Cut cut) {
        String show = cut.show() != null && cut.show().matches("[a-z_-]{1,40}") ? cut.show() : "";
        String after = cut.afterRow() > 0 ? "&after=" + cut.afterRow() : "";
        return "/rosters/" + draft.value() + "?show=" + show + after;
    }

    @GetMapping("/rosters/{id}/bad-rows")
    ResponseEntity<byte[]> badRows(@PathVariable long id, Actor actor, Frame frame) {
        return Downloads.of(rosters.badRowsFile(actor, new DraftId(id), new RosterWords(frame), clock.now()));
    }

    /** An empty roster with the columns of the plans in force. */
    @GetMapping("/rosters/template.xlsx")
    ResponseEntity<byte[]> template(Actor actor, Frame frame) {
        return Downloads.of(rosters.template(
                actor, frame.say("roster.template.file"), frame.say("roster.template.words"), clock.today()));
    }

    /** That nobody joins through the unit any more, since when and through which they do; null while they may. */
    private @Nullable String closed(Actor actor, Unit unit, Frame frame) {
        Unit.Closing closing = unit.closing();
        if (closing == null) {
            return null;
        }
        String successor = views.successorOf(actor.fund(), unit);
        return successor == null
                ? frame.say("roster.unit_closed.none", closing.on())
                : frame.say("roster.unit_closed", closing.on(), successor);
    }

    private Unit unit(Actor actor) {
        if (actor.unit() == null) {
            throw Refusal.notAllowed();
        }
        return units.find(actor, actor.unit());
    }
}
