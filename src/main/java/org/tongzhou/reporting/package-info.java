/** Figures for those who answer for the fund: participation against target, payouts, loss ratio, days per claim; from published views only, plans by their names in the catalogue. */
@ApplicationModule(
        displayName = "reporting",
        allowedDependencies = {"kernel", "catalogue", "organisation", "access", "shell"})
@NullMarked
package org.tongzhou.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
