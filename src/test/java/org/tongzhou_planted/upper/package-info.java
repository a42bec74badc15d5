/** A planted room above. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package org.tongzhou_planted.upper;
