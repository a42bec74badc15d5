package org.tongzhou.contribution;

import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.Posting;

/** How fees are named in the books. */
final class Postings {
    private Postings() {}

    static String cause(Bill bill) {
        return "bill:" + bill.id().value();
    }

    static String cause(CreditId credit) {
        return "credit:" + credit.value();
    }

    /** Money of a unit, owed or paid. */
    static Posting.Part part(Bill bill, Money amount) {
        return new Posting.Part(amount, bill.unitPath(), "")
                .with("unit:" + bill.unit().value());
    }

    /** Money of nobody known: the province keeps it. */
    static Posting.Part unknown(FundId fund, Money amount) {
        return new Posting.Part(amount, "/" + fund.code() + "/", "");
    }
}
