/** Figures for those who answer for the fund: participation against target, payouts, loss ratio, days per claim; from published views only. */
@ApplicationModule(
        displayName = "reporting",
        allowedDependencies = {"kernel", "organisation", "access", "shell"})
@NullMarked
package org.tongzhou.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
