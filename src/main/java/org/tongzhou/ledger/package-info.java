/** The fund's books: accounts, journals that sum to zero, reversal by new entries only, each traceable to its cause. */
@ApplicationModule(
        displayName = "ledger",
        allowedDependencies = {"kernel", "database", "document", "shell"})
@NullMarked
package org.tongzhou.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
