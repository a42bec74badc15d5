/** Pages of sign-in and accounts, and the filters that stand before every other page. */
@NullMarked
package org.tongzhou.access.web;

import org.jspecify.annotations.NullMarked;
