/** The event case of a person and the claims for benefits inside it: filing, levels of review, clock, siblings, payment due. */
@ApplicationModule(
        displayName = "claim",
        allowedDependencies = {
            "kernel",
            "organisation",
            "person",
            "plan",
            "catalogue",
            "database",
            "document",
            "enrolment",
            "adjudication",
            "payment",
            "recovery",
            "access",
            "shell"
        })
@NullMarked
package org.tongzhou.claim;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
