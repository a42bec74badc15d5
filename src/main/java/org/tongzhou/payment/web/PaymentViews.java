package org.tongzhou.payment.web;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Slice;
import org.tongzhou.payment.BankBook;
import org.tongzhou.payment.BankLink;
import org.tongzhou.payment.Batch;
import org.tongzhou.payment.BatchId;
import org.tongzhou.payment.BatchState;
import org.tongzhou.payment.Batches;
import org.tongzhou.payment.CarriedWords;
import org.tongzhou.payment.Discrepancies;
import org.tongzhou.payment.Discrepancy;
import org.tongzhou.payment.Evidence;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.InstructionId;
import org.tongzhou.payment.Payments;
import org.tongzhou.payment.Reconciliation;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.Tried;

/** Puts the page of a batch together with everything around it. */
@Component
class PaymentViews {
    private final Batches batches;
    private final Discrepancies discrepancies;
    private final CarriedWords carried;
    private final Reconciliation reconciliation;
    private final Payments payments;
    private final BankBook book;
    private final ObjectProvider<BankLink> line;
    private final FundClock clock;

    PaymentViews(
            Batches batches,
            Discrepancies discrepancies,
            CarriedWords carried,
            Reconciliation reconciliation,
            Payments payments,
            BankBook book,
            ObjectProvider<BankLink> line,
            FundClock clock) {
        this.batches = batches;
        this.discrepancies = discrepancies;
        this.carried = carried;
        this.reconciliation = reconciliation;
        this.payments = payments;
        this.book = book;
        this.line = line;
        this.clock = clock;
    }

    /** What a page shows beside its batch. */
    private record Around(Slice<Batch> newest, Optional<Reconciliation.Glance> books, Sent sent, Tried tried) {}

    /** The batch in hand, else the newest. */
    ModelAndView current(Actor actor, Sent sent, Tried tried) {
        Slice<Batch> newest = batches.newest(actor, sent.text(Desk.BATCHES));
        Optional<Batch> shown =
                batches.inHand(actor).or(() -> newest.items().stream().findFirst());
        return page(actor, shown, new Around(newest, newestDay(actor), sent, tried));
    }

    ModelAndView batch(Actor actor, BatchId id, Sent sent, Tried tried) {
        Batch batch = batches.get(actor, id);
        Optional<Reconciliation.Glance> books = Optional.of(reconciliation.glance(actor, batch.executionDay()))
                .filter(each -> each.day().lines() > 0)
                .or(() -> newestDay(actor));
        Slice<Batch> newest = batches.newest(actor, sent.text(Desk.BATCHES));
        return page(actor, Optional.of(batch), new Around(newest, books, sent, tried));
    }

    private Optional<Reconciliation.Glance> newestDay(Actor actor) {
        return reconciliation.newestDay(actor).map(day -> reconciliation.glance(actor, day));
    }

    /** The page that a form was sent from, as it stood. */
    ModelAndView stood(Actor actor, Sent form, Tried tried) {
        return Desk.batchOf(form).map(id -> batch(actor, id, form, tried)).orElseGet(() -> current(actor, form, tried));
    }

    private ModelAndView page(Actor actor, Optional<Batch> batch, Around around) {
        Desk desk = Desk.at(batch.map(Batch::id), around.sent());
        Slice<Instruction> shown = batch.map(each -> batches.payments(
                        actor, each.id(), !desk.all(), desk.lists().startOf(Desk.PAYMENTS)))
                .orElse(new Slice<>(List.of(), null));
        PaymentsPage page = new PaymentsPage(
                batch.orElse(null),
                shown,
                around.newest(),
                desk.all(),
                desk.lists(),
                batches.payable(actor, clock.today()),
                elsewhere(actor, batch, desk),
                disputes(actor, shown.items(), desk),
                batch.filter(each -> each.state() == BatchState.SEALED)
                        .map(each -> carried.of(actor, each.id()))
                        .orElse(List.of()),
                around.books().orElse(null),
                book.stop(actor, clock.now()).orElse(null),
                batches.earliestValueDay(clock.now()),
                line.getIfAvailable() != null,
                actor.person(),
                around.tried());
        return new ModelAndView("payment/payments", "page", page);
    }

    private PaymentsPage.Elsewhere elsewhere(Actor actor, Optional<Batch> here, Desk desk) {
        return here.map(batch -> new PaymentsPage.Elsewhere(
                        batches.troubledElsewhere(
                                actor, batch.id(), desk.lists().startOf(Desk.ELSEWHERE)),
                        batches.countTroubledElsewhere(actor, batch.id())))
                .orElse(new PaymentsPage.Elsewhere(new Slice<>(List.of(), null), 0));
    }

    private PaymentsPage.Disputes disputes(Actor actor, List<Instruction> shown, Desk desk) {
        Slice<Discrepancy> open = discrepancies.open(actor, desk.lists().startOf(Desk.DISPUTES));
        Map<Long, List<Evidence.Kept>> papers = discrepancies.papers(actor, open.items());
        Map<InstructionId, Instruction> disputed = disputed(actor, open.items());
        return new PaymentsPage.Disputes(
                open.map(each -> new Dispute(
                        each,
                        each.instruction() == null ? null : disputed.get(each.instruction()),
                        papers.getOrDefault(each.id(), List.of()),
                        days(each))),
                discrepancies.openCount(actor.fund()),
                discrepancies.about(actor, shown.stream().map(Instruction::id).toList()));
    }

    private long days(Discrepancy open) {
        LocalDate listed = FundClock.dayOf(open.at());
        return ChronoUnit.DAYS.between(listed, clock.today());
    }

    private Map<InstructionId, Instruction> disputed(Actor actor, List<Discrepancy> open) {
        List<InstructionId> ids = open.stream()
                .flatMap(each -> Stream.ofNullable(each.instruction()))
                .toList();
        return payments.all(actor.scope(), ids).stream().collect(Collectors.toMap(Instruction::id, each -> each));
    }
}
