package org.tongzhou.kernel;

import java.util.function.Consumer;

/**
 * Lets background work run on one instance of the application at a time. Implemented by the room access: a lease is a row
 * that names its holder, runs out by the database's own clock when the holder dies, and carries a number that grows with
 * every new holder.
 */
public interface Leases {
    /** Runs the work while this instance holds the lease of that name; false, and nothing run, when another holds it or another thread of this one is at the same work. */
    boolean run(String name, Consumer<Lease> work);

    /** The right to do one job now. */
    interface Lease {
        /** Grows with every change of holder. */
        long fence();

        /**
         * To be called inside a short transaction whose effect must not come from a holder that was overtaken: throws
         * {@link IllegalStateException} then, otherwise nobody can overtake before the transaction has ended.
         */
        void guard();
    }
}
