/** A second opinion on every rule of cost: the same plans, events and histories decided by one query of the database. */
@NullMarked
package org.tongzhou.adjudication.oracle;

import org.jspecify.annotations.NullMarked;
