/** The plan versions of a fund: accepted once, never changed, and on any day one version of a plan decides. */
@ApplicationModule(
        displayName = "catalogue",
        allowedDependencies = {"kernel", "plan", "shell"})
@NullMarked
package org.tongzhou.catalogue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
