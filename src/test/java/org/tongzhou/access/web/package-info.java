/** Tests of signing in and of who may call what. */
@NullMarked
package org.tongzhou.access.web;

import org.jspecify.annotations.NullMarked;
