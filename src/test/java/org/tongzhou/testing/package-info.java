/** What tests of every room stand on: one real database server, a controlled clock, fixtures as phrases. */
@NullMarked
package org.tongzhou.testing;

import org.jspecify.annotations.NullMarked;
