/** Each user's part of the story in a real browser: clicks, screenshots under target/screens, accessibility of every page visited. */
@NullMarked
package org.tongzhou.browser;

import org.jspecify.annotations.NullMarked;
