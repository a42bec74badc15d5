/**
 * Free cover for gig workers: a rider alone on the phone is checked by real name, takes one of the places that a union offers
 * out of a subsidy programme, and is covered.
 */
@ApplicationModule(
        displayName = "gig",
        allowedDependencies = {
            "kernel",
            "access",
            "catalogue",
            "contribution",
            "enrolment",
            "organisation",
            "person",
            "plan",
            "shell"
        })
@NullMarked
package org.tongzhou.gig;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
