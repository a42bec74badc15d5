/** The demonstration: its clock, its fund and people, and one unit's year played through the same doors as everybody's. */
@ApplicationModule(
        displayName = "demo",
        allowedDependencies = {
            "kernel",
            "shell",
            "document",
            "database",
            "organisation",
            "person",
            "plan",
            "access",
            "audit",
            "ledger",
            "enrolment",
            "contribution",
            "claim",
            "hospital",
            "gig",
            "payment"
        })
@NullMarked
package org.tongzhou.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
