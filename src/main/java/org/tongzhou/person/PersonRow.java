package org.tongzhou.person;

import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Sex;

@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record PersonRow(PersonId id, String name, Sex sex, byte[] sealed) {}
