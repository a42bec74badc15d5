package org.tongzhou.document;

import java.time.Instant;
import org.tongzhou.kernel.PersonId;

/** A stored paper. {@code pages} is 0 for XML, which has no picture. */
public record Paper(
        PaperId id, PersonId owner, String kind, String fileName, PaperType type, int pages, Instant storedAt) {}
