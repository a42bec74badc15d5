package org.tongzhou.contribution.web;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.contribution.Assignments;
import org.tongzhou.contribution.Bill;
import org.tongzhou.contribution.Credit;
import org.tongzhou.contribution.CreditId;
import org.tongzhou.contribution.CreditOutcome;
import org.tongzhou.contribution.Credits;
import org.tongzhou.contribution.OtherUse;
import org.tongzhou.contribution.StatementFile;
import org.tongzhou.contribution.StatementId;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.InstructionId;
import org.tongzhou.payment.Payments;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.PagedLists;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.TakenAway;
import org.tongzhou.shell.Tried;

/** Money that came in: finance uploads the bank's file, sees what became of each line, and matches what nobody could tell. */
@Controller
@Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.MANAGER, Role.AUDITOR})
class CreditPages {
    private static final int LONGEST_NAME = 200;
    private static final String HREF = "/credits";

    private final Credits credits;
    private final Assignments assignments;
    private final Payments payments;
    private final Once once;
    private final FundClock clock;

    CreditPages(Credits credits, Assignments assignments, Payments payments, Once once, FundClock clock) {
        this.credits = credits;
        this.assignments = assignments;
        this.payments = payments;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping(HREF)
    ModelAndView list(Actor actor, Sent sent) {
        return page(actor, sent, CreditsPage.Problems.NONE, Tried.NOTHING);
    }

    /** A file with faults answers 422 and the faults; nothing of it is booked. */
    @PostMapping(HREF)
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    ModelAndView upload(
            Actor actor,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            Sent form,
            Frame frame)
            throws IOException {
        if (file == null || file.isEmpty()) {
            String sentence = frame.sentence(Refusal.invalid("credit_file_missing"));
            return unprocessable(page(actor, form, new CreditsPage.Problems(List.of(), sentence), Tried.NOTHING));
        }
        StatementFile read = credits.read(name(file), file.getBytes(), clock.today());
        if (!read.faults().isEmpty()) {
            credits.refuse(actor, read, clock.now());
            return unprocessable(page(actor, form, new CreditsPage.Problems(read.faults(), null), Tried.NOTHING));
        }
        String body = "credits " + HexFormat.of().formatHex(read.hash());
        String statement = once.run(
                actor,
                form.key(),
                body,
                () -> Long.toString(credits.book(actor, read, clock.now())
                        .statement()
                        .orElseThrow()
                        .value()));
        return new ModelAndView("redirect:/credits/statements/" + statement);
    }

    @GetMapping("/credits/statements/{id}")
    ModelAndView statement(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String after) {
        StatementId statement = new StatementId(id);
        Slice<CreditOutcome> lines = credits.lines(actor, statement, after);
        StatementPage page =
                new StatementPage(credits.statement(actor, statement), lines, after, payments(actor, lines.items()));
        return new ModelAndView("contribution/statement", "page", page);
    }

    @GetMapping("/credits/noted")
    ModelAndView noted(Actor actor, @RequestParam(defaultValue = "") String after) {
        return new ModelAndView("contribution/noted", "page", new NotedPage(credits.noted(actor, after), after));
    }

    private Map<InstructionId, Instruction> payments(Actor actor, List<CreditOutcome> lines) {
        Set<InstructionId> named = lines.stream()
                .flatMap(line -> Stream.ofNullable(line.cameBack()))
                .flatMap(told -> Stream.ofNullable(told.payment()))
                .collect(Collectors.toSet());
        return payments.all(actor.scope(), named).stream()
                .collect(Collectors.toMap(Instruction::id, Function.identity()));
    }

    /** The file as it was uploaded, also of one that was refused. */
    @GetMapping("/credits/statements/{id}/original")
    ResponseEntity<byte[]> original(Actor actor, @PathVariable long id) {
        StatementId statement = new StatementId(id);
        byte[] bytes = credits.original(actor, statement, clock.now());
        return TakenAway.of(credits.statement(actor, statement).name(), MediaType.APPLICATION_OCTET_STREAM, bytes);
    }

    @PostMapping("/credits/{id}/match")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    ModelAndView match(Actor actor, @PathVariable long id, Sent form) {
        String row = "ref-" + id;
        return form.act(
                () -> {
                    match(actor, new CreditId(id), form);
                    return "redirect:" + lists(form).address();
                },
                Map.of("reference_unknown", row, "bill_paid", row, "use_settled", row, "credit_settled", row),
                tried -> page(actor, form, CreditsPage.Problems.NONE, tried));
    }

    private void match(Actor actor, CreditId credit, Sent form) {
        String reference = form.text("reference");
        Optional<OtherUse> other = assignments.named(actor, reference);
        if (other.isPresent()) {
            assign(actor, credit, other.get(), form.key());
            return;
        }
        Bill bill = credits.byReference(actor, reference);
        String body = "match " + credit.value() + " " + bill.id().value();
        once.run(
                actor,
                form.key(),
                body,
                () -> credits.match(actor, credit, bill.id(), clock.now()).plainYuan());
    }

    private void assign(Actor actor, CreditId credit, OtherUse use, String key) {
        once.run(
                actor,
                key,
                "assign " + credit.value() + " " + use.path(),
                () -> assignments.match(actor, credit, use, clock.now()).plainYuan());
    }

    /** What was matched to a programme, or to a benefit that is paid back, stands unidentified again. */
    @PostMapping("/credits/assignments/{id}/undo")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    String undo(Actor actor, @PathVariable long id, Sent form) {
        String page = once.run(actor, form.key(), "unassign " + id, () -> assignments.undo(actor, id, clock.now()));
        return "redirect:" + PagedLists.of(page, form, "after", "before").address();
    }

    private static ModelAndView unprocessable(ModelAndView page) {
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private static PagedLists lists(Sent sent) {
        return PagedLists.of(HREF, sent, "after", "before");
    }

    private ModelAndView page(Actor actor, Sent sent, CreditsPage.Problems problems, Tried tried) {
        PagedLists lists = lists(sent);
        Slice<Credit> slice = credits.unidentified(actor, lists.startOf("after"));
        CreditsPage page = new CreditsPage(
                slice.items(),
                credits.proposals(actor, slice.items()),
                assignments.proposals(actor, slice.items()),
                credits.statements(actor, lists.startOf("before")),
                actor.is(Role.FINANCE_MAKER) || actor.is(Role.FINANCE_CHECKER),
                actor.is(Role.FINANCE_MAKER),
                credits.hasNoted(actor),
                problems,
                tried,
                lists,
                slice.next());
        return new ModelAndView("contribution/credits", "page", page);
    }

    static String name(MultipartFile file) {
        String name = file.getOriginalFilename();
        String shown = name == null || name.isBlank() ? "statement" : name.strip();
        return Characters.last(LONGEST_NAME, shown);
    }
}
