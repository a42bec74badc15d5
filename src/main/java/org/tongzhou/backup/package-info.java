/** Backup and restore of a fund's database and papers, without its keys: consistent while the site runs, verified, all or nothing. */
@ApplicationModule(
        displayName = "backup",
        allowedDependencies = {"kernel", "audit", "contribution", "database", "document", "shell"})
@NullMarked
package org.tongzhou.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
