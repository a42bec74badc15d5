/**
 * What leaves the house for analysis: decided claims, covers and enrolments as Parquet, without names and numbers, people under
 * keys that are thrown away; and past claims decided anew from such files. What computes is plain Java, for any engine.
 */
@ApplicationModule(
        displayName = "analysis",
        allowedDependencies = {"kernel", "plan", "adjudication", "catalogue"})
@NullMarked
package org.tongzhou.analysis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
