/** Floor of the house: plain Java values and interfaces that every room may use; uses nothing itself. */
@ApplicationModule(
        displayName = "kernel",
        allowedDependencies = {})
@NullMarked
package org.tongzhou.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
