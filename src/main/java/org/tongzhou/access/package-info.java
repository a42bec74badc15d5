/** Sign-in, roles, territory, credentials of partners, and each repeatable write at most once. */
@ApplicationModule(
        displayName = "access",
        allowedDependencies = {"kernel", "database", "organisation", "person", "shell"})
@NullMarked
package org.tongzhou.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
