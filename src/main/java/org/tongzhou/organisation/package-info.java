/** The union tree: divisions of the country, work units, how a unit's fee is shared, what a county is to reach. */
@ApplicationModule(
        displayName = "organisation",
        allowedDependencies = {"kernel", "database"})
@NullMarked
package org.tongzhou.organisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
