/** Decides what a plan pays for an event, and says why, step by step. Plain Java: no store, no clock, no framework. */
@ApplicationModule(
        displayName = "adjudication",
        allowedDependencies = {"kernel", "plan"})
@NullMarked
package org.tongzhou.adjudication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
