package org.tongzhou.gig;

import java.util.regex.Pattern;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.person.NewPerson;

/** What a rider gives to be covered: name, identity number, phone, and consent, from a network address. */
public record Application(OfferId offer, String name, ResidentId id, String phone, String address) {
    /** Names the wording of the consent that the page shows. */
    public static final String WORDING = "gig-2026-1";

    private static final Pattern PHONE = Pattern.compile("1\\d{10}");
    private static final int LONGEST_NAME = 50;

    /**
     * Reads what was typed, each field in its turn: refuses {@code gig_name}, {@code gig_identity}, {@code gig_phone},
     * {@code gig_consent}.
     */
    public static Application of(OfferId offer, Typed typed, String address) {
        String name = Plain.name(typed.name());
        if (!Characters.within(1, LONGEST_NAME, name)) {
            throw Refusal.invalid("gig_name", LONGEST_NAME);
        }
        ResidentId id = ResidentId.typed(typed.number()).orElseThrow(() -> Refusal.invalid("gig_identity"));
        String phone = Plain.number(typed.phone());
        if (!PHONE.matcher(phone).matches()) {
            throw Refusal.invalid("gig_phone");
        }
        if (!typed.consent()) {
            throw Refusal.invalid("gig_consent");
        }
        return new Application(offer, name, id, phone, address);
    }

    /** As it stands in the form. */
    public record Typed(String name, String number, String phone, boolean consent) {
        @Override
        public String toString() {
            return "Typed[…]";
        }
    }

    /** {@code known}: a phone typed by who has not signed in does not replace the one that is known. */
    NewPerson person(boolean known) {
        return new NewPerson(name, id, known ? null : phone, null);
    }

    @Override
    public String toString() {
        return "Application[" + offer.value() + "]";
    }
}
