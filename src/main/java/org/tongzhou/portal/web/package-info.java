/** Controllers and page records of the portal. */
@NullMarked
package org.tongzhou.portal.web;

import org.jspecify.annotations.NullMarked;
