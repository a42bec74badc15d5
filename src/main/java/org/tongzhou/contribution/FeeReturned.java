package org.tongzhou.contribution;

import java.time.LocalDate;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.UnitId;

/** The bank took back money that had paid a bill; the amount is owed again, the cover stays until a person decides. */
public record FeeReturned(FundId fund, BillId bill, UnitId unit, Money amount, LocalDate returnedOn) {}
