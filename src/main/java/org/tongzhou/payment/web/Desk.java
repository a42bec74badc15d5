package org.tongzhou.payment.web;

import java.util.Optional;
import org.tongzhou.payment.BatchId;
import org.tongzhou.shell.ListAddress;
import org.tongzhou.shell.PagedLists;
import org.tongzhou.shell.Sent;

/**
 * Where somebody stands at the desk of payments: at a batch or, without one, at that in hand; at all of its payments or at those to
 * be handled; and how far down each list.
 */
record Desk(boolean all, PagedLists lists) {
    static final String HREF = "/payments";

    static final String PAYMENTS = "after";
    static final String BATCHES = "before";
    static final String DISPUTES = "disputes";
    static final String ELSEWHERE = "elsewhere";

    static Desk at(Optional<BatchId> batch, Sent sent) {
        boolean all = sent.text("all").equals("true");
        String path = batch.map(id -> HREF + "/batches/" + id.value()).orElse(HREF);
        return new Desk(
                all,
                PagedLists.of(
                        ListAddress.with(path, "all", all ? "true" : ""),
                        sent,
                        PAYMENTS,
                        BATCHES,
                        DISPUTES,
                        ELSEWHERE));
    }

    /** The batch beside which a form was sent. */
    static Optional<BatchId> batchOf(Sent form) {
        return Optional.of(form.text("batch"))
                .filter(id -> id.matches("\\d{1,18}"))
                .map(id -> new BatchId(Long.parseLong(id)));
    }

    /** Back to where a form was sent from. */
    static String stood(Sent form) {
        return stood(batchOf(form), form);
    }

    static String stood(Optional<BatchId> batch, Sent form) {
        return "redirect:" + at(batch, form).lists().address();
    }
}
