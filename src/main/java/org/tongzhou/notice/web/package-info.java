/** Pages of the room. */
@NullMarked
package org.tongzhou.notice.web;

import org.jspecify.annotations.NullMarked;
