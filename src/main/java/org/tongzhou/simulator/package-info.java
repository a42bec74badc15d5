/** A bank, an SMS gateway and a register of people of our own that can misbehave: separate programs for tests and the demonstration. */
@ApplicationModule(
        displayName = "simulator",
        allowedDependencies = {"kernel"})
@NullMarked
package org.tongzhou.simulator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
