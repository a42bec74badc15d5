package org.tongzhou.gig;

import org.tongzhou.kernel.HttpLine;
import org.tongzhou.kernel.ResidentId;

/** The line to the register of people: whether a name and an identity number belong together, or silence. */
public interface IdentityLine {
    boolean matches(String name, ResidentId id) throws HttpLine.Silence;
}
