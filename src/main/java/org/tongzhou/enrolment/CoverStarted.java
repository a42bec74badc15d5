package org.tongzhou.enrolment;

import java.time.LocalDate;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.UnitId;

/** The fee of a submission has come in and its people are covered; {@code from} is the earliest start among them. */
public record CoverStarted(FundId fund, SubmissionId submission, UnitId unit, int people, LocalDate from) {}
