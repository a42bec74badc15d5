package org.tongzhou.organisation;

import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.Refusal;

/** What a unit says of itself: its name of 1–100 characters, its kind, 0–5,000,000 staff; refuses {@code unit_name}, {@code unit_staff}. */
public record UnitFacts(String name, UnitKind kind, int staffCount) {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_STAFF = 5_000_000;

    public UnitFacts {
        name = name.strip();
        if (!Characters.within(1, LONGEST_NAME, name)) {
            throw Refusal.invalid("unit_name", LONGEST_NAME);
        }
        if (staffCount < 0 || staffCount > MOST_STAFF) {
            throw Refusal.invalid("unit_staff", MOST_STAFF);
        }
    }

    /** For a name that is given now; one that was registered before this was asked may still be read, and put right. */
    UnitFacts wellNamed() {
        if (name.codePoints().noneMatch(Character::isLetter)) {
            throw Refusal.invalid("unit_name_letters");
        }
        return this;
    }

    public static UnitFacts of(Unit unit) {
        return new UnitFacts(unit.name(), unit.kind(), unit.staffCount());
    }
}
