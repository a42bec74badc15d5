package org.tongzhou.gig.web;

import org.tongzhou.kernel.Refusal;

/** Beside which field of the page a refusal stands. */
final class JoinFields {
    private JoinFields() {}

    /** Empty for what is about no field: it stands above all of them. */
    static String of(Refusal refusal) {
        return switch (refusal.code()) {
            case "gig_name" -> "name";
            case "gig_phone" -> "phone";
            case "gig_consent" -> "consent";
            case "gig_used_up",
                    "gig_offer_over",
                    "programme_used_up",
                    "cover_plan_closed",
                    "cover_not_for_unit",
                    "cover_asks_occupation" -> "offer";
            case "gig_identity",
                    "identity_no_match",
                    "gig_too_young",
                    "gig_too_old",
                    "cover_not_for_sex",
                    "cover_held",
                    "cover_awaited",
                    "cover_not_begun",
                    "cover_excluded",
                    "cover_base_missing",
                    "cover_plan_retired" -> "number";
            default -> "";
        };
    }
}
