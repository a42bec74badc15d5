package org.tongzhou.notice.web;

import org.tongzhou.notice.Preferences;

/** What a member wants of short messages; {@code saved} right after they have said so. */
public record WishesPage(Preferences.Wish wish, boolean saved) {}
