package org.tongzhou.access.web;

import static java.util.Map.entry;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.Frame;

/** What was refused of a form about an account: by the id of the field the sentence, which stands beside it; by an empty id what is about no field. */
public record FormErrors(Map<String, String> all) {
    static final FormErrors NONE = new FormErrors(Map.of());

    private static final Map<String, String> FIELDS = Map.ofEntries(
            entry("account_name", "name"),
            entry("person_named_otherwise", "name"),
            entry("person_numbered_otherwise", "idNumber"),
            entry("account_identity", "idNumber"),
            entry("account_phone", "phone"),
            entry("mobile_taken", "phone"),
            entry("login_form", "login"),
            entry("login_taken", "login"),
            entry("territory_unknown", "territory"),
            entry("unit_territory", "territory"),
            entry("roles_missing", "roles"),
            entry("role_level", "roles"),
            entry("role_of_programs", "roles"),
            entry("password_wrong", "current"),
            entry("password_short", "password"),
            entry("password_long", "password"),
            entry("password_common", "password"),
            entry("password_same", "password"),
            entry("password_again", "again"));

    public FormErrors {
        all = Map.copyOf(all);
    }

    static FormErrors of(Refusal refusal, Frame frame) {
        return new FormErrors(Map.of(FIELDS.getOrDefault(refusal.code(), ""), frame.sentence(refusal)));
    }

    /** Null where the field is right. */
    public @Nullable String at(String field) {
        return all.get(field);
    }
}
