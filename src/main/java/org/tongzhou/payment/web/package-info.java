/** Pages of finance: what is to be handled, batches, and the bank's book beside ours. */
@NullMarked
package org.tongzhou.payment.web;

import org.jspecify.annotations.NullMarked;
