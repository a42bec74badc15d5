/** Stays that hospitals and insurers report: who may report, what was said, whose it was; prompts and benefits paid without asking follow. */
@ApplicationModule(
        displayName = "hospital",
        allowedDependencies = {
            "kernel",
            "database",
            "organisation",
            "person",
            "plan",
            "enrolment",
            "claim",
            "access",
            "shell"
        })
@NullMarked
package org.tongzhou.hospital;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
