package org.tongzhou.payment.web;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
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
import org.tongzhou.payment.BankLink;
import org.tongzhou.payment.Batch;
import org.tongzhou.payment.BatchId;
import org.tongzhou.payment.BatchState;
import org.tongzhou.payment.Batches;
import org.tongzhou.payment.Discrepancies;
import org.tongzhou.payment.Discrepancy;
import org.tongzhou.payment.Evidence;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.InstructionId;
import org.tongzhou.payment.Payments;
import org.tongzhou.payment.Reconciliation;
import org.tongzhou.payment.Settlement;
import org.tongzhou.payment.Wanted;
import org.tongzhou.shell.Allowed;

/** Finance's desk: the batch in hand, what is to be handled, and the bank's book beside ours. */
@Controller
@Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER})
class PaymentPages {
    private final Batches batches;
    private final Discrepancies discrepancies;
    private final Reconciliation reconciliation;
    private final Payments payments;
    private final Answers answers;
    private final ObjectProvider<BankLink> line;
    private final Once once;
    private final FundClock clock;

    PaymentPages(
            Batches batches,
            Discrepancies discrepancies,
            Reconciliation reconciliation,
            Payments payments,
            Answers answers,
            ObjectProvider<BankLink> line,
            Once once,
            FundClock clock) {
        this.batches = batches;
        this.discrepancies = discrepancies;
        this.reconciliation = reconciliation;
        this.payments = payments;
        this.answers = answers;
        this.line = line;
        this.once = once;
        this.clock = clock;
    }

    /** The batch in hand is the oldest that still needs somebody or something, else the newest. */
    @GetMapping("/payments")
    ModelAndView current(Actor actor, @RequestParam(defaultValue = "false") boolean all) {
        List<Batch> newest = batches.newest(actor);
        Optional<Batch> open = newest.stream()
                .filter(batch -> batch.state() != BatchState.SETTLED && batch.state() != BatchState.DISCARDED)
                .reduce((first, second) -> second);
        return page(actor, newest, open.or(() -> newest.stream().findFirst()), reconciliation.newestDay(actor), all);
    }

    @GetMapping("/payments/batches/{id}")
    ModelAndView batch(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "false") boolean all) {
        Batch batch = batches.get(actor, new BatchId(id));
        Optional<Reconciliation.Day> day = Optional.of(reconciliation.on(actor, batch.executionDay()))
                .filter(each -> !each.lines().isEmpty());
        return page(
                actor, batches.newest(actor), Optional.of(batch), day.or(() -> reconciliation.newestDay(actor)), all);
    }

    /** Where the books' cause leads: the batch that carried the instruction. */
    @GetMapping("/payments/instructions/{id}")
    String instruction(Actor actor, @PathVariable long id) {
        return batches.of(actor, new InstructionId(id))
                .map(batch -> "redirect:/payments/batches/" + batch.value() + "?all=true")
                .orElse("redirect:/payments");
    }

    private ModelAndView page(
            Actor actor, List<Batch> newest, Optional<Batch> batch, Optional<Reconciliation.Day> day, boolean all) {
        PaymentsPage page = new PaymentsPage(
                batch.orElse(null),
                batch.map(each -> batches.payments(actor, each.id(), !all)).orElse(List.of()),
                all,
                newest,
                batches.payable(actor, clock.today()),
                batches.troubled(actor),
                disputes(actor),
                day.orElse(null),
                batches.earliestValueDay(clock.now()),
                line.getIfAvailable() != null,
                actor.person());
        return new ModelAndView("payment/payments", "page", page);
    }

    private List<Dispute> disputes(Actor actor) {
        Map<Long, List<Evidence.Kept>> papers = discrepancies.papers(actor);
        List<Discrepancy> open = discrepancies.open(actor);
        Map<InstructionId, Instruction> disputed = disputed(actor, open);
        return open.stream()
                .map(each -> new Dispute(
                        each,
                        each.instruction() == null ? null : disputed.get(each.instruction()),
                        papers.getOrDefault(each.id(), List.of()),
                        ReconciliationPage.days(each, clock.today())))
                .toList();
    }

    private Map<InstructionId, Instruction> disputed(Actor actor, List<Discrepancy> open) {
        List<InstructionId> ids = open.stream()
                .flatMap(each -> Stream.ofNullable(each.instruction()))
                .toList();
        return payments.all(actor.scope(), ids).stream().collect(Collectors.toMap(Instruction::id, each -> each));
    }

    @GetMapping("/payments/batches/{id}/message.xml")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR})
    ResponseEntity<byte[]> message(Actor actor, @PathVariable long id) {
        BatchId batch = new BatchId(id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + batches.get(actor, batch).fileName() + "\"")
                .body(batches.message(actor, batch));
    }

    /** For payees of all banks as soon as may be, or of one bank, or for a later day. */
    @PostMapping("/payments/batches")
    @Allowed(Role.FINANCE_MAKER)
    String make(
            Actor actor,
            @RequestParam(defaultValue = "") String bank,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate day,
            @RequestParam("request_key") String key) {
        String id = once.run(actor, key, "payment batch " + bank + " " + day, () -> {
            Wanted wanted = new Wanted(bank, day, Wanted.all().atMost());
            return Long.toString(batches.draft(actor, wanted, clock.now()).value());
        });
        return "redirect:/payments/batches/" + id;
    }

    @PostMapping("/payments/batches/{id}/agree")
    @Allowed(Role.MANAGER)
    String agree(
            Actor actor, @PathVariable long id, @RequestParam String hash, @RequestParam("request_key") String key) {
        once.act(
                actor,
                key,
                "payment agree " + id + " " + hash,
                () -> batches.agree(actor, new BatchId(id), hash, clock.now()));
        return "redirect:/payments/batches/" + id;
    }

    @PostMapping("/payments/batches/{id}/release")
    @Allowed(Role.FINANCE_CHECKER)
    String release(
            Actor actor, @PathVariable long id, @RequestParam String hash, @RequestParam("request_key") String key) {
        once.act(
                actor,
                key,
                "payment release " + id + " " + hash,
                () -> batches.release(actor, new BatchId(id), hash, clock.now()));
        return "redirect:/payments/batches/" + id;
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
    String answer(Actor actor, @RequestParam MultipartFile file, @RequestParam("request_key") String key)
            throws IOException {
        byte[] message = file.getBytes();
        if (message.length == 0) {
            throw Refusal.invalid("payment_answer_empty");
        }
        String body = java.util.HexFormat.of()
                .formatHex(new Canonical("payment.upload/1").bytes(message).digest());
        answers.take(actor, message, clock.now());
        once.run(actor, key, "payment answer " + body, () -> "");
        return "redirect:/payments";
    }

    @PostMapping("/payments/discrepancies/{id}/propose")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    String propose(
            Actor actor,
            @PathVariable long id,
            @RequestParam Settlement as,
            @RequestParam String evidence,
            @RequestParam(required = false) @Nullable MultipartFile paper,
            @RequestParam("request_key") String key)
            throws IOException {
        Evidence file = paper == null || paper.isEmpty()
                ? null
                : Evidence.of(String.valueOf(paper.getOriginalFilename()), paper.getBytes());
        String body = "payment propose " + id + " " + as.name().toLowerCase(Locale.ROOT) + " " + evidence;
        once.act(actor, key, body, () -> {
            if (file == null) {
                discrepancies.propose(actor, id, as, evidence, clock.now());
            } else {
                discrepancies.propose(actor, id, as, evidence, file, clock.now());
            }
        });
        return "redirect:/payments";
    }

    @PostMapping("/payments/discrepancies/{id}/settle")
    @Allowed(Role.FINANCE_CHECKER)
    String settle(Actor actor, @PathVariable long id, @RequestParam("request_key") String key) {
        once.act(actor, key, "payment settle " + id, () -> discrepancies.settle(actor, id, clock.now()));
        return "redirect:/payments";
    }
}
