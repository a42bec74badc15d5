/** Pages that cross rooms: the first page by role, a member's own data, the search of the desk. */
@ApplicationModule(
        displayName = "portal",
        allowedDependencies = {
            "kernel",
            "database",
            "shell",
            "organisation",
            "person",
            "notice",
            "access",
            "plan",
            "catalogue",
            "enrolment",
            "claim",
            "hospital",
            "recovery"
        })
@NullMarked
package org.tongzhou.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
