/** The PostgreSQL that everything stands on: embedded and durable by default, external when the environment names one. */
@ApplicationModule(
        displayName = "database",
        allowedDependencies = {"kernel"})
@NullMarked
package org.tongzhou.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
