/** Real-name people: identity, contact, payee account, consent, and who looked at them. */
@ApplicationModule(
        displayName = "person",
        allowedDependencies = {"kernel", "database"})
@NullMarked
package org.tongzhou.person;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
