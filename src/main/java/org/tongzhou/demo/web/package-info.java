@NullMarked
package org.tongzhou.demo.web;

import org.jspecify.annotations.NullMarked;
