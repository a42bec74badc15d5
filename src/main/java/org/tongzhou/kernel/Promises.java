package org.tongzhou.kernel;

/** What everybody who asks the fund for something is promised: how soon it answers, how long its no may be appealed against. */
public final class Promises {
    /** Working days in which a claim is answered, from the day after it was taken in. */
    public static final int ANSWER_WORKING_DAYS = 7;

    /** Days in which a refusal, or a demand to pay back, may be appealed against [example]. */
    public static final int APPEAL_DAYS = 60;

    private Promises() {}
}
