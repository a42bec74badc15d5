package org.tongzhou.payment.web;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Canonical;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.payment.Answers;
import org.tongzhou.payment.BankBook;
import org.tongzhou.payment.BatchId;
import org.tongzhou.payment.Batches;
import org.tongzhou.payment.Discrepancies;
import org.tongzhou.payment.Evidence;
import org.tongzhou.payment.InstructionId;
import org.tongzhou.payment.Settlement;
import org.tongzhou.payment.Wanted;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.TakenAway;
import org.tongzhou.shell.Tried;

/** Finance's desk: the batch in hand, what is to be handled, and the bank's book beside ours. */
@Controller
@Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER})
class PaymentPages {
    private final PaymentViews views;
    private final Batches batches;
    private final Discrepancies discrepancies;
    private final Answers answers;
    private final BankBook book;
    private final Once once;
    private final FundClock clock;

    PaymentPages(
            PaymentViews views,
            Batches batches,
            Discrepancies discrepancies,
            Answers answers,
            BankBook book,
            Once once,
            FundClock clock) {
        this.views = views;
        this.batches = batches;
        this.discrepancies = discrepancies;
        this.answers = answers;
        this.book = book;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping(Desk.HREF)
    ModelAndView current(Actor actor, Sent sent) {
        return views.current(actor, sent, Tried.NOTHING);
    }

    @GetMapping("/payments/batches/{id}")
    ModelAndView batch(Actor actor, @PathVariable long id, Sent sent) {
        return views.batch(actor, new BatchId(id), sent, Tried.NOTHING);
    }

    /** Where the books' cause leads: the instruction's row in the batch that carried it. */
    @GetMapping("/payments/instructions/{id}")
    String instruction(Actor actor, @PathVariable long id) {
        return batches.of(actor, new InstructionId(id))
                .map(place -> "redirect:" + Desk.ofAll(place) + "#payment-" + id)
                .orElse("redirect:/payments");
    }

    @GetMapping("/payments/batches/{id}/message.xml")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR})
    ResponseEntity<byte[]> message(Actor actor, @PathVariable long id) {
        BatchId batch = new BatchId(id);
        return TakenAway.of(
                batches.get(actor, batch).fileName(), MediaType.APPLICATION_XML, batches.message(actor, batch));
    }

    /** The bank's message that keeps its book from being read. */
    @GetMapping("/payments/book/message")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR})
    ResponseEntity<byte[]> unread(Actor actor) {
        return BankMessageFile.of("bank-message", book.unread(actor, clock.now()));
    }

    /** For payees of all banks as soon as may be, or of one bank, or for a later day. */
    @PostMapping("/payments/batches")
    @Allowed(Role.FINANCE_MAKER)
    ModelAndView make(Actor actor, Sent form) {
        return form.act(
                () -> {
                    String bank = form.text("bank");
                    LocalDate day = form.text("day").isEmpty() ? null : form.day("day");
                    String id = once.run(actor, form.key(), "payment batch " + bank + " " + day, () -> {
                        Wanted wanted = new Wanted(bank, day, Wanted.all().atMost());
                        return Long.toString(
                                batches.draft(actor, wanted, clock.now()).value());
                    });
                    return "redirect:/payments/batches/" + id;
                },
                Map.of("payment_value_day", "day"),
                tried -> views.stood(actor, form, tried));
    }

    @PostMapping("/payments/batches/{id}/agree")
    @Allowed(Role.MANAGER)
    String agree(Actor actor, @PathVariable long id, @RequestParam String hash, Sent form) {
        once.act(
                actor,
                form.key(),
                "payment agree " + id + " " + hash,
                () -> batches.agree(actor, new BatchId(id), hash, clock.now()));
        return Desk.stood(Optional.of(new BatchId(id)), form);
    }

    @PostMapping("/payments/batches/{id}/release")
    @Allowed(Role.FINANCE_CHECKER)
    String release(Actor actor, @PathVariable long id, @RequestParam String hash, Sent form) {
        once.act(
                actor,
                form.key(),
                "payment release " + id + " " + hash,
                () -> batches.release(actor, new BatchId(id), hash, clock.now()));
        return Desk.stood(Optional.of(new BatchId(id)), form);
    }

    @PostMapping("/payments/batches/{id}/discard")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    String discard(Actor actor, @PathVariable long id, @RequestParam("request_key") String key) {
        once.act(actor, key, "payment discard " + id, () -> batches.discard(actor, new BatchId(id), clock.now()));
        return "redirect:/payments";
    }

    /** A bank message carried here by hand; applying it again changes nothing, so its bytes are the key. */
    @PostMapping("/payments/answers")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    ModelAndView answer(Actor actor, @RequestParam MultipartFile file, Sent form) throws IOException {
        byte[] message = file.getBytes();
        return form.act(
                () -> {
                    if (message.length == 0) {
                        throw Refusal.invalid("payment_answer_empty");
                    }
                    String body = java.util.HexFormat.of()
                            .formatHex(new Canonical("payment.upload/1")
                                    .bytes(message)
                                    .digest());
                    answers.take(actor, message, clock.now());
                    once.run(actor, form.key(), "payment answer " + body, () -> "");
                    return Desk.stood(form);
                },
                refusal -> refusal.code().startsWith("payment_answer") ? "file" : "",
                tried -> views.stood(actor, form, tried));
    }

    @PostMapping("/payments/discrepancies/{id}/propose")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    ModelAndView propose(
            Actor actor,
            @PathVariable long id,
            @RequestParam Settlement as,
            @RequestParam(required = false) @Nullable MultipartFile paper,
            Sent form)
            throws IOException {
        byte[] bytes = paper == null ? new byte[0] : paper.getBytes();
        String name = paper == null ? "" : String.valueOf(paper.getOriginalFilename());
        String evidence = form.text("evidence");
        return form.act(
                () -> {
                    Evidence file = bytes.length == 0 ? null : Evidence.of(name, bytes);
                    String body = "payment propose " + id + " " + as.name().toLowerCase(Locale.ROOT) + " " + evidence;
                    once.act(actor, form.key(), body, () -> propose(actor, id, as, evidence, file));
                    return Desk.stood(form);
                },
                Map.of(
                        "payment_evidence", "ev-" + id,
                        "payment_evidence_file", "pa-" + id,
                        "payment_nothing_to_settle", "as-" + id),
                tried -> views.stood(actor, form, tried));
    }

    private void propose(Actor actor, long id, Settlement as, String evidence, @Nullable Evidence file) {
        if (file == null) {
            discrepancies.propose(actor, id, as, evidence, clock.now());
        } else {
            discrepancies.propose(actor, id, as, evidence, file, clock.now());
        }
    }

    @PostMapping("/payments/discrepancies/{id}/settle")
    @Allowed(Role.FINANCE_CHECKER)
    String settle(Actor actor, @PathVariable long id, @RequestParam String seen, Sent form) {
        once.act(
                actor,
                form.key(),
                "payment settle " + id + " " + seen,
                () -> discrepancies.settle(actor, id, seen, clock.now()));
        return Desk.stood(form);
    }
}
