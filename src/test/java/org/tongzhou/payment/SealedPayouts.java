package org.tongzhou.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;

/**
 * Sealed batches of one payment each, many in one transaction, for who tries what comes after: written by the product's own
 * stores, without what a batch otherwise costs (the books, the trail, the message written for trial).
 */
final class SealedPayouts {
    private final InstructionStore instructions;
    private final InstructionEventStore history;
    private final BatchStore batches;
    private final BatchContent content;
    private final Payees payees;
    private final TransactionTemplate transaction;

    SealedPayouts(ApplicationContext house) {
        this.instructions = house.getBean(InstructionStore.class);
        this.history = house.getBean(InstructionEventStore.class);
        this.batches = house.getBean(BatchStore.class);
        this.content = house.getBean(BatchContent.class);
        this.payees = house.getBean(Payees.class);
        this.transaction = new TransactionTemplate(house.getBean(PlatformTransactionManager.class));
    }

    record Sealed(BatchId id, String hash) {}

    /** A batch for each benefit, made by {@code maker}; the day is a working one. */
    List<Sealed> of(Actor maker, List<NewInstruction> benefits, Instant at) {
        List<Sealed> sealed = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            FundId fund = maker.fund();
            List<String> names =
                    benefits.stream().map(each -> ordered(fund, each, at)).toList();
            List<InstructionRow> rows = instructions.byEndToEnd(fund, names);
            List<Long> ids = rows.stream().map(InstructionRow::id).toList();
            history.move(fund, ids, Move.to(InstructionState.BATCHED, at));
            rows.forEach(row -> sealed.add(sealed(maker, row, at)));
            history.move(fund, ids, Move.to(InstructionState.SEALED, at));
        });
        return sealed;
    }

    private String ordered(FundId fund, NewInstruction benefit, Instant at) {
        String endToEnd = Ids.endToEnd(fund);
        InstructionRow row = new InstructionRow(
                0,
                benefit.cause(),
                1,
                benefit.payee(),
                benefit.unitPath(),
                benefit.plan(),
                benefit.reference(),
                payees.seal(endToEnd, benefit.account()),
                payees.index(benefit.account()),
                "",
                null,
                benefit.amount(),
                endToEnd,
                InstructionState.APPROVED,
                benefit.purpose());
        instructions.insert(fund, List.of(row), new InstructionStore.Order(null, null, at));
        return endToEnd;
    }

    private Sealed sealed(Actor maker, InstructionRow row, Instant at) {
        FundId fund = maker.fund();
        LocalDate day = LocalDate.ofInstant(at, FundClock.ZONE);
        BatchRow batch = batches.create(fund, new BatchStore.Draft(day, "", content.version()), Hand.of(maker), at);
        batches.fill(fund, batch, List.of(row));
        byte[] hash = content.hash(fund, batch, List.of(row));
        batches.seal(fund, batch.batchId(), hash, false);
        return new Sealed(batch.batchId(), HexFormat.of().formatHex(hash));
    }
}
