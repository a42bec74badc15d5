package org.tongzhou.claim.web;

/** What the letter of a decision takes from other rooms. */
interface LetterNames {
    String member();

    String maskedId();

    String card();

    String unit();

    String plan(String code);

    String union();

    /** The words of a cited clause, empty when it is not known. */
    String clause(String citation);
}
