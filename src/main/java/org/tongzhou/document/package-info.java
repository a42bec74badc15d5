/** Papers in and out: keeps what members give, reads e-receipts in a child process, shows pages, writes letters as PDF. */
@ApplicationModule(
        displayName = "document",
        allowedDependencies = {"kernel", "database"})
@NullMarked
package org.tongzhou.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
