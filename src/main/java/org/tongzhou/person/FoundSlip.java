package org.tongzhou.person;

import org.tongzhou.kernel.PersonId;

/**
 * A number that a correction kept for somebody as theirs of before, and that never was; and what shows that: 4 to 200 characters.
 */
public record FoundSlip(PersonId person, long change, String reason) {}
