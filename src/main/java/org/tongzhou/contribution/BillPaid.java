package org.tongzhou.contribution;

import java.time.LocalDate;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.UnitId;

/** A bill has been matched in full; the cover it pays for has been started in the same transaction, unless it can begin no more. */
public record BillPaid(FundId fund, BillId bill, UnitId unit, Money total, LocalDate paidOn) {}
