package org.tongzhou.contribution.web;

import org.tongzhou.contribution.Credit;
import org.tongzhou.shell.Tried;

/** The form for a refund as it was tried: the credit, and the account it came from where the bank told it. */
public record RefundForm(Credit credit, String account, Tried tried) {}
