package org.tongzhou.access;

import java.util.regex.Pattern;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.person.NewPerson;

/** A real-name person as typed into a form or a list. */
public final class TypedPerson {
    private static final Pattern PHONE = Pattern.compile("1\\d{10}");
    private static final int LONGEST_NAME = 50;

    private TypedPerson() {}

    /** Refuses {@code account_name}, {@code account_identity}, {@code account_phone}. */
    public static NewPerson person(String name, String idNumber, String phone) {
        String called = name(name);
        ResidentId id = identity(idNumber);
        String digits = Plain.number(phone);
        if (!PHONE.matcher(digits).matches()) {
            throw Refusal.invalid("account_phone");
        }
        return new NewPerson(called, id, digits, null);
    }

    /** Refuses {@code account_name}. */
    public static String name(String typed) {
        String called = Plain.name(typed);
        if (!Characters.within(1, LONGEST_NAME, called)) {
            throw Refusal.invalid("account_name", LONGEST_NAME);
        }
        return called;
    }

    /** Refuses {@code account_identity}. */
    public static ResidentId identity(String typed) {
        return ResidentId.typed(typed).orElseThrow(() -> Refusal.invalid("account_identity"));
    }
}
