/** Pages of rosters and of a member's cover. */
@NullMarked
package org.tongzhou.enrolment.web;

import org.jspecify.annotations.NullMarked;
