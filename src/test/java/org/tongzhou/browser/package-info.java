/** Each user's part of the story in a real browser: clicks, accessibility of every page visited, with -Dscreens a picture of each under target/screens. */
@NullMarked
package org.tongzhou.browser;

import org.jspecify.annotations.NullMarked;
