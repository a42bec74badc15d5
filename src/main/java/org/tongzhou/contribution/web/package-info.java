/** Pages of bills and credits. */
@NullMarked
package org.tongzhou.contribution.web;

import org.jspecify.annotations.NullMarked;
