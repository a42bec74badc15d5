package org.tongzhou.payment.web;

import java.util.Optional;
import org.tongzhou.payment.BatchId;
import org.tongzhou.payment.Batches;
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
        return new Desk(all, PagedLists.of(path(batch, all), sent, PAYMENTS, BATCHES, DISPUTES, ELSEWHERE));
    }

    private static String path(Optional<BatchId> batch, boolean all) {
        String path = batch.map(id -> HREF + "/batches/" + id.value()).orElse(HREF);
        return ListAddress.with(path, "all", all ? "true" : "");
    }

    /** The address of a page of all of a batch's payments. */
    static String ofAll(Batches.Place place) {
        return ListAddress.with(path(Optional.of(place.batch()), true), PAYMENTS, place.after());
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
