/** Fees: a unit's bill shared by payer, money that comes in and finds its bill, receipts, and what starts the cover. */
@ApplicationModule(
        displayName = "contribution",
        allowedDependencies = {
            "kernel",
            "plan",
            "enrolment",
            "database",
            "ledger",
            "payment",
            "organisation",
            "recovery",
            "access",
            "document",
            "shell"
        })
@NullMarked
package org.tongzhou.contribution;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
