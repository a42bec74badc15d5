/** Pages of the room. */
@NullMarked
package org.tongzhou.recovery.web;

import org.jspecify.annotations.NullMarked;
