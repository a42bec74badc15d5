package org.tongzhou.catalogue;

import java.time.Instant;
import org.tongzhou.plan.PlanVersion;

/** A stored row: the plan file's text, its fingerprint in hexadecimal, and the version that it reads as. */
record AcceptedVersion(PlanVersion plan, String fileName, String text, String fingerprint, Instant acceptedAt) {}
