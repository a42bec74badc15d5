/** A planted violation: this room may use nothing. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package org.tongzhou_planted.lower;
