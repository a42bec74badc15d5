/** Rosters become people and cover: reading and checking a unit's file, enrolling its good rows, and the periods of cover that follow. */
@ApplicationModule(
        displayName = "enrolment",
        allowedDependencies = {
            "kernel",
            "database",
            "organisation",
            "person",
            "plan",
            "catalogue",
            "access",
            "document",
            "shell"
        })
@NullMarked
package org.tongzhou.enrolment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
