/** A whole synthetic province, the same for the same size and seed: as files, and loaded into the product's own tables. */
@NullMarked
package org.tongzhou.testing.province;

import org.jspecify.annotations.NullMarked;
