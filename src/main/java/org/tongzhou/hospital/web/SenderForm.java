package org.tongzhou.hospital.web;

import org.jspecify.annotations.Nullable;
import org.tongzhou.hospital.Sender;

/** The form of a new sender, as sent. */
public record SenderForm(
        @Nullable String name,
        Sender.@Nullable Kind kind,
        @Nullable String territory,
        @Nullable String login,
        @Nullable String responsible,
        @Nullable String idNumber,
        @Nullable String phone) {
    static final SenderForm EMPTY = new SenderForm(null, null, null, null, null, null, null);

    public String title() {
        return text(name);
    }

    public Sender.Kind sort() {
        return kind == null ? Sender.Kind.HOSPITAL : kind;
    }

    public String place() {
        return text(territory);
    }

    public String code() {
        return text(login);
    }

    public String person() {
        return text(responsible);
    }

    public String identity() {
        return text(idNumber);
    }

    public String telephone() {
        return text(phone);
    }

    /** Everything that was typed, for the check that a repeated request is the same one. */
    String canonical() {
        return String.join("\n", title(), sort().name(), place(), code(), person(), identity(), telephone());
    }

    /** Without the person. */
    @Override
    public String toString() {
        return "SenderForm[" + title() + "]";
    }

    private static String text(@Nullable String field) {
        return field == null ? "" : field.strip();
    }
}
