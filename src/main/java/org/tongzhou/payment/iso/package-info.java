/** ISO 20022 messages as the bank link speaks them: pain.001 written, pain.002, camt.053 and camt.054 read, all streaming. */
@NullMarked
package org.tongzhou.payment.iso;

import org.jspecify.annotations.NullMarked;
