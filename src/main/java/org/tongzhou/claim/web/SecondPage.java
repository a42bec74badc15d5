package org.tongzhou.claim.web;

import java.util.List;
import org.tongzhou.claim.SecondBenefits;
import org.tongzhou.kernel.Slice;

/** What members are owed besides: counted from found to paid, a page of those who have not sent the papers, cases not read. */
public record SecondPage(List<Row> figures, Slice<Waiting> waiting, String after, SecondBenefits.SetAside setAside) {
    /** One plan. */
    public record Row(String plan, int found, int told, int filed, int paid, String open, String paidInAll) {}

    /** One member; {@code missing} papers, {@code since} the day on which they were told. */
    public record Waiting(String person, String plan, String upTo, String missing, String since) {}
}
