/** Pages of the room. */
@NullMarked
package org.tongzhou.gig.web;

import org.jspecify.annotations.NullMarked;
