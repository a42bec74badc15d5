/** The plans as pages: what each gives, costs and asks for, and its clauses. */
@NullMarked
package org.tongzhou.catalogue.web;

import org.jspecify.annotations.NullMarked;
