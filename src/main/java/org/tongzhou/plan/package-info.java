/** What a benefit plan is: its version, its rules as typed data, and the parser of plan files. Plain Java; knows no store and no clock. */
@ApplicationModule(
        displayName = "plan",
        allowedDependencies = {"kernel"})
@NullMarked
package org.tongzhou.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
