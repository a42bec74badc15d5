/** Pages of the room. */
@NullMarked
package org.tongzhou.ledger.web;

import org.jspecify.annotations.NullMarked;
