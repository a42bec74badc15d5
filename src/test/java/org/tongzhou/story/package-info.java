/** The whole story over real HTTP: one unit's year with everybody's part in it, and nothing leaked on the way. */
@NullMarked
package org.tongzhou.story;

import org.jspecify.annotations.NullMarked;
