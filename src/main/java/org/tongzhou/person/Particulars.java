package org.tongzhou.person;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** What lies inside a person's envelope. */
record Particulars(
        String idNumber,
        @Nullable String phone,
        @Nullable String card,
        @Nullable String bank) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ObjectWriter WRITER = JSON.writerFor(Particulars.class);

    static Particulars of(NewPerson person) {
        String card = present(person.card());
        return new Particulars(
                person.id().number(), present(person.phone()), card, card == null ? null : Banks.nameOf(card));
    }

    static Particulars read(byte[] plain) {
        return JSON.readValue(plain, Particulars.class);
    }

    byte[] bytes() {
        return WRITER.writeValueAsBytes(this);
    }

    Particulars withNumber(String newNumber) {
        return new Particulars(newNumber, phone, card, bank);
    }

    Particulars withAccount(String newCard, @Nullable String newBank) {
        return new Particulars(idNumber, phone, newCard, newBank);
    }

    Particulars withoutAccount() {
        return new Particulars(idNumber, phone, null, null);
    }

    /** A newer phone replaces the older; a card only fills a gap, since a known account changes by its own flow alone. */
    Particulars mergedWith(Particulars newer) {
        boolean fillsGap = card == null;
        return new Particulars(
                idNumber,
                newer.phone == null ? phone : newer.phone,
                fillsGap ? newer.card : card,
                fillsGap ? newer.bank : bank);
    }

    static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    @Override
    public String toString() {
        return "Particulars[…]";
    }
}
