@NullMarked
package org.tongzhou.hospital.web;

import org.jspecify.annotations.NullMarked;
