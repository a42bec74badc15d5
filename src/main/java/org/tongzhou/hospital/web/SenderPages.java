package org.tongzhou.hospital.web;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.access.Handed;
import org.tongzhou.access.IssuedCredential;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.TypedPerson;
import org.tongzhou.hospital.Senders;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.organisation.Divisions;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.ListAddress;
import org.tongzhou.shell.NavItem;

/** The administrator registers hospitals and insurers; credentials are renewed and revoked on the account's own page. */
@Controller
@Allowed(Role.ADMIN)
class SenderPages {
    private static final String PATH = "/hospitals";

    private final Senders senders;
    private final People people;
    private final Divisions divisions;
    private final Once once;
    private final FundClock clock;

    SenderPages(Senders senders, People people, Divisions divisions, Once once, FundClock clock) {
        this.senders = senders;
        this.people = people;
        this.divisions = divisions;
        this.once = once;
        this.clock = clock;
    }

    @Bean
    static NavItem sendersNav() {
        return NavItem.to(SenderPages.class, "hospital.nav.senders", PATH, "swap", 75);
    }

    @GetMapping(PATH)
    ModelAndView list(
            Actor actor, @RequestParam(defaultValue = "") String after, @RequestParam(defaultValue = "0") int handed) {
        return page(actor, new Stood(after, handed), SenderForm.EMPTY, null);
    }

    @PostMapping(PATH)
    ModelAndView register(Actor actor, SenderForm form, @RequestParam("request_key") String key, Frame frame) {
        try {
            AtomicReference<@Nullable IssuedCredential> secret = new AtomicReference<>();
            once.run(actor, key, "hospitals " + form.canonical(), () -> {
                secret.set(senders.register(actor, sender(actor, form), clock.now()));
                return "";
            });
            IssuedCredential issued = secret.get();
            return issued == null
                    ? new ModelAndView("redirect:" + PATH)
                    : new ModelAndView(
                            "hospital/issued",
                            "page",
                            new IssuedPage(form.title(), issued.account(), issued.clientId(), issued.secret()));
        } catch (Refusal refusal) {
            ModelAndView again = page(actor, Stood.FIRST, form, frame.sentence(refusal));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    /** Shows the half of the credential that will hold once a second administrator has confirmed it; repeated, what waits. */
    @PostMapping(PATH + "/{id}/trust")
    ModelAndView trust(Actor actor, @PathVariable long id, @RequestParam("request_key") String key) {
        AtomicReference<@Nullable Handed> half = new AtomicReference<>();
        String waits = once.run(actor, key, "hospitals trust " + id, () -> {
            Handed asked = senders.trust(actor, id, clock.now());
            half.set(asked.part() == Handed.Part.FIRST ? asked : null);
            return "/appointments/" + asked.appointment();
        });
        Handed asked = half.get();
        return asked == null
                ? new ModelAndView("redirect:" + waits)
                : new ModelAndView(
                        "hospital/half",
                        "page",
                        new HalfPage(senders.find(actor, id).name(), asked.appointment(), asked.secret()));
    }

    /** Answers with the page of the list on which the sender stands. */
    @PostMapping(PATH + "/{id}/distrust")
    String distrust(
            Actor actor,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String after,
            @RequestParam("request_key") String key) {
        String handed = once.run(
                actor,
                key,
                "hospitals distrust " + id,
                () -> Integer.toString(senders.distrust(actor, id, clock.now())));
        String stood = ListAddress.after(PATH, after);
        return "redirect:" + (handed.equals("0") ? stood : ListAddress.with(stood, "handed", handed));
    }

    /** With the real-name person who answers for the program. */
    private Senders.NewSender sender(Actor actor, SenderForm form) {
        String path = divisions
                .territory(actor.fund(), form.place())
                .orElseThrow(() -> Refusal.invalid("territory_unknown", form.place()));
        NewPerson responsible = TypedPerson.person(form.person(), form.identity(), form.telephone());
        NewAccount account = new NewAccount(
                form.code().toLowerCase(Locale.ROOT),
                responsible.name(),
                people.findOrRegister(actor.fund(), responsible, clock.now()),
                null,
                path,
                Set.of(Role.PARTNER));
        return new Senders.NewSender(form.title(), form.sort(), false, account);
    }

    /** The page of the list, and how many claims were handed over by the last act on it. */
    private record Stood(String after, int handed) {
        static final Stood FIRST = new Stood("", 0);
    }

    private ModelAndView page(Actor actor, Stood stood, SenderForm form, @Nullable String error) {
        Slice<SenderPage.Line> lines = senders.list(actor, stood.after())
                .map(sender -> new SenderPage.Line(
                        sender.id(),
                        sender.account(),
                        sender.name(),
                        sender.kind(),
                        place(sender.path()),
                        sender.trusted(),
                        sender.registeredAt()));
        return new ModelAndView(
                "hospital/senders", "page", new SenderPage(lines, stood.after(), stood.handed(), form, error));
    }

    private String place(String path) {
        String[] steps = path.substring(1, path.length() - 1).split("/", -1);
        return divisions.nameOf(steps[steps.length - 1]);
    }
}
