/** Pages of the room. */
@NullMarked
package org.tongzhou.reporting.web;

import org.jspecify.annotations.NullMarked;
