/**
 * Pays approved benefits once and only once: instructions, batches released by a second person, the bank link and its
 * answers, and the list of what does not agree. Never learns what a claim is.
 */
@ApplicationModule(
        displayName = "payment",
        allowedDependencies = {"kernel", "database", "ledger", "access", "shell"})
@NullMarked
package org.tongzhou.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
