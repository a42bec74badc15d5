/** Pages of the room claim: the wizard and the progress on the phone, the workbench on the desk. */
@NullMarked
package org.tongzhou.claim.web;

import org.jspecify.annotations.NullMarked;
