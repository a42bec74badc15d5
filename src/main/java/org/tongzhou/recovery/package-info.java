/**
 * Benefits that were paid and were not owed: proposed and confirmed by two of the province's finance, whole or in parts, paid back at once or
 * by instalments, kept from later benefits with the person's consent, reduced after an appeal, given up by two.
 */
@ApplicationModule(
        displayName = "recovery",
        allowedDependencies = {"kernel", "database", "ledger", "payment", "person", "shell"})
@NullMarked
package org.tongzhou.recovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
