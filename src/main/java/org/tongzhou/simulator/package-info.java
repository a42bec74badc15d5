/** A bank of our own that can misbehave: a separate program for tests and the demonstration. */
@ApplicationModule(
        displayName = "simulator",
        allowedDependencies = {"kernel"})
@NullMarked
package org.tongzhou.simulator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
