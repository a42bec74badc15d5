package org.tongzhou.payment;

import java.time.Instant;
import java.time.LocalDate;

/** A statement that was taken for our account's of a day and put aside: by whom (masked), when and why. */
public record AsideStatement(long id, LocalDate day, String name, Instant at, String why) {}
