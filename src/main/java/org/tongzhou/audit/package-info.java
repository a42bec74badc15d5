/** Who did what, when and why: insert-only, chained per fund in commit order, verifiable by anyone. */
@ApplicationModule(
        displayName = "audit",
        allowedDependencies = {"kernel", "database", "shell"})
@NullMarked
package org.tongzhou.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
