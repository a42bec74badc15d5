/** Papers in and out: keeps what members give, reads receipts in child processes, shows pages, writes letters as PDF. */
@ApplicationModule(
        displayName = "document",
        allowedDependencies = {"kernel", "database", "shell"})
@NullMarked
package org.tongzhou.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
