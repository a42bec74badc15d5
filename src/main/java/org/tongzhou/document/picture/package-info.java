/** Pixels only: headers, turning, finding the page, straightening, quality, likeness, QR codes. */
@NullMarked
package org.tongzhou.document.picture;

import org.jspecify.annotations.NullMarked;
