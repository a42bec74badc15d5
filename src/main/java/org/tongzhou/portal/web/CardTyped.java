package org.tongzhou.portal.web;

import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Plain;
import org.tongzhou.person.AccountChange;
import org.tongzhou.person.PersonCard;
import org.tongzhou.shell.Fmt;
import org.tongzhou.shell.Frame;

/** Another card as it was typed, with the reason of who asks in somebody's place; spaces in the number are how it is printed. */
record CardTyped(
        @Nullable String card,
        @Nullable String bank,
        @Nullable String reason,
        @Nullable String password) {
    static final CardTyped NOTHING = new CardTyped(null, null, null, null);

    AccountChange of(PersonId person, boolean proved) {
        return new AccountChange(person, digits(), bankOrNothing(), proved, reasonOrNothing());
    }

    private String digits() {
        return card == null ? "" : Plain.number(card);
    }

    String bankOrNothing() {
        return bank == null ? "" : bank.strip();
    }

    String reasonOrNothing() {
        return reason == null ? "" : reason.strip();
    }

    /** The card that it is to take the place of. */
    static String current(PersonCard card, Frame frame) {
        return card.cardTail() == null
                ? Fmt.NONE
                : frame.bank(card.bankName()) + " " + frame.say("portal.me.tail", card.cardTail());
    }

    /** Neither the number nor the password gets into a log. */
    @Override
    public String toString() {
        return "CardTyped";
    }
}
