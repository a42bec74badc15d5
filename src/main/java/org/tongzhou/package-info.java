/** The front door: starts the application and its commands, and gives the rooms their fund, clock, keys and database. */
@NullMarked
package org.tongzhou;

import org.jspecify.annotations.NullMarked;
