package org.tongzhou.document;

import org.tongzhou.kernel.PersonId;

/** Another paper whose picture is the same or nearly the same; {@code likeness} is 0 to 1, 1 being the same picture. */
public record Alike(PaperId paper, PersonId owner, double likeness) {}
