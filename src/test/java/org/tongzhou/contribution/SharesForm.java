package org.tongzhou.contribution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The form of a unit's shares as its page sends it: six payers in their order, names and values in turn. */
final class SharesForm {
    static final String HALVES = "5000,5000,0,0,0,0;0,0,0,0,0,0";
    private static final int PAYERS = 6;

    private SharesForm() {}

    /** In per cent, of the first two payers; the reason last. */
    static String[] of(String before, String worker, String employer, String reason) {
        List<String> form = new ArrayList<>(List.of("before", before, "amount", worker, "amount", employer));
        for (int payer = 2; payer < PAYERS; payer++) {
            Collections.addAll(form, "amount", "");
        }
        for (int payer = 0; payer < PAYERS; payer++) {
            Collections.addAll(form, "in", "PERCENT");
        }
        Collections.addAll(form, "reason", reason);
        return form.toArray(String[]::new);
    }
}
