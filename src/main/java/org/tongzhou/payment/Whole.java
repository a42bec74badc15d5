package org.tongzhou.payment;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A part of a transaction that is done whole or not at all: what was written before a refusal is taken back, and the rest of
 * the transaction goes on with its locks.
 */
final class Whole {
    private final TransactionTemplate savepoint;

    Whole(PlatformTransactionManager transactions) {
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    <T> T get(Supplier<T> part) {
        return Objects.requireNonNull(savepoint.execute(status -> part.get()));
    }
}
