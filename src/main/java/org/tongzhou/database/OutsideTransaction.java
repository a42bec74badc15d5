package org.tongzhou.database;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What takes seconds elsewhere is done before a transaction begins: a few of them at once would hold every connection there is. */
public final class OutsideTransaction {
    private OutsideTransaction() {}

    /** A fault of the program, found by whatever test comes by. */
    public static void require() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("this takes seconds, while a transaction holds a connection");
        }
    }
}
