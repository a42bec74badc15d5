/**
 * The plan versions of a fund: accepted once, never changed, and on any day one version of a plan decides. Drafts of the
 * next edition, tried on past claims and accepted by a second person.
 */
@ApplicationModule(
        displayName = "catalogue",
        allowedDependencies = {"kernel", "plan", "adjudication", "shell"})
@NullMarked
package org.tongzhou.catalogue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
