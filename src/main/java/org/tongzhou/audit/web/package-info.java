/** Pages of the room. */
@NullMarked
package org.tongzhou.audit.web;

import org.jspecify.annotations.NullMarked;
