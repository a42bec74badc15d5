package org.tongzhou.gig.web;

import org.tongzhou.kernel.DateRange;

/** The certificate at once; {@code login} is empty for who was known to the fund before. */
public record JoinedPage(String number, String name, JoinPage.Name plan, DateRange term, String union, String login) {}
