package org.tongzhou.portal.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.person.PersonCard;

/** A member as the desk sees them: masked, or in clear for the look that was just given a reason for; {@code mayChange} stands for who may ask for another name or account, {@code allClaims} leads to them where they are more than these. */
public record PersonPage(
        PersonCard card,
        String name,
        String unit,
        ProfilePage.@Nullable Shown shown,
        boolean mayUnmask,
        boolean mayChange,
        @Nullable String error,
        List<HomePage.Held> covers,
        List<SearchPage.Hit> claims,
        @Nullable String allClaims) {
    public PersonPage {
        covers = List.copyOf(covers);
        claims = List.copyOf(claims);
    }
}
