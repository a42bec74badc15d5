package org.tongzhou.contribution.web;

import org.tongzhou.contribution.Credit;

/** The form for a refund: the credit, and the account it came from where the bank told it. */
public record RefundForm(Credit credit, String account) {}
