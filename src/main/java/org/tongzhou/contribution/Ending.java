package org.tongzhou.contribution;

/** Why money no longer pays a bill: the bank took the credit back, somebody undid the match, or people were withdrawn. */
public enum Ending {
    RETURNED,
    UNDONE,
    WITHDRAWN
}
