/** The frame around every page: layout, words, formats, refusals as pages, who may call what. */
@ApplicationModule(
        displayName = "shell",
        allowedDependencies = {"kernel", "database"})
@NullMarked
package org.tongzhou.shell;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
