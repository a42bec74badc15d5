/** Backup and restore of the whole database, of all its funds, and of their papers, without the keys: consistent while the site runs, verified, all or nothing. */
@ApplicationModule(
        displayName = "backup",
        allowedDependencies = {"kernel", "audit", "contribution", "database", "document", "shell"})
@NullMarked
package org.tongzhou.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
