package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/**
 * The facts of an event as they stand: read from the paper, corrected by the member, confirmed by a reviewer. Immutable.
 * Nothing that was read is lost: a correction keeps what the paper said beside it.
 */
public record FactSheet(Map<FactField, Entry> entries) {
    public static final FactSheet EMPTY = new FactSheet(Map.of());

    public FactSheet {
        Map<FactField, Entry> sorted = new EnumMap<>(FactField.class);
        sorted.putAll(entries);
        entries = Collections.unmodifiableMap(sorted);
    }

    /**
     * One field. {@code value} is canonical text (a day as ISO, money as fen); {@code read} is what the paper said, null
     * when a person typed it; {@code confirmed} when a reviewer has looked at it.
     */
    public record Entry(String value, @Nullable String read, boolean doubtful, boolean confirmed) {
        /** True when a person changed what was read, or typed what could not be read. */
        public boolean isCorrected() {
            return !value.equals(read);
        }

        /** True when a reviewer still has to look: the reading was unsure, or a person changed or typed it. */
        public boolean needsLook() {
            return !confirmed && (doubtful || isCorrected());
        }
    }

    /** A value as a machine read it, canonical text. */
    public record Read(String value, boolean doubtful) {}

    /** Takes over a reading; what the member typed for fields that the paper does not show stays. */
    public FactSheet withReading(Map<FactField, Read> reading) {
        Map<FactField, Entry> next = new EnumMap<>(FactField.class);
        entries.forEach((field, entry) -> {
            if (entry.read() == null) {
                next.put(field, entry);
            }
        });
        reading.forEach(
                (field, read) -> next.put(field, new Entry(read.value(), read.value(), read.doubtful(), false)));
        return new FactSheet(next);
    }

    /** Adds what a paper says of fields that are not known yet; what a hospital reported goes before what a paper shows. */
    public FactSheet completedBy(Map<FactField, Read> reading) {
        Map<FactField, Entry> next = new EnumMap<>(FactField.class);
        reading.forEach(
                (field, read) -> next.put(field, new Entry(read.value(), read.value(), read.doubtful(), false)));
        next.putAll(entries);
        return new FactSheet(next);
    }

    /** Forgets what a paper said, when the paper is taken away. */
    public FactSheet withoutReading() {
        return withReading(Map.of());
    }

    /** Sets a field from what a person typed; refuses what is not of the field's kind, as {@link TypedFact} says. */
    public FactSheet with(FactField field, String typed) {
        String value = TypedFact.canonical(field, typed.strip());
        Entry before = entries.get(field);
        Entry after = before == null
                ? new Entry(value, null, false, false)
                : new Entry(value, before.read(), before.doubtful(), false);
        return before != null && before.value().equals(value) ? this : replaced(field, after);
    }

    /** Clears a field that was left empty. */
    public FactSheet without(FactField field) {
        Map<FactField, Entry> next = new EnumMap<>(FactField.class);
        next.putAll(entries);
        next.remove(field);
        return new FactSheet(next);
    }

    /** A reviewer has compared the field with the paper. */
    public FactSheet confirmed(FactField field) {
        Entry entry = entries.get(field);
        return entry == null ? this : replaced(field, new Entry(entry.value(), entry.read(), entry.doubtful(), true));
    }

    public Optional<Entry> entry(FactField field) {
        return Optional.ofNullable(entries.get(field));
    }

    public Optional<String> text(FactField field) {
        return entry(field).map(Entry::value).filter(value -> !value.isEmpty());
    }

    public Optional<LocalDate> day(FactField field) {
        return text(field).map(LocalDate::parse);
    }

    public Optional<Money> money(FactField field) {
        return text(field).map(value -> Money.ofFen(Long.parseLong(value)));
    }

    /** Fields a reviewer has to look at before approving. */
    public List<FactField> toLookAt() {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().needsLook())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** True when the bill was reported with the number of its settlement; a number that somebody typed is none. */
    public boolean isReported() {
        return entry(FactField.SETTLEMENT_NO)
                .filter(entry -> !entry.isCorrected() && !entry.value().isEmpty())
                .isPresent();
    }

    /** True when the event is told to have ended with the member's death. */
    public boolean isDeath() {
        return text(FactField.DIED).isPresent();
    }

    /** True when the member died and nothing tells of a bill: then there is none to ask for. */
    public boolean isDeathWithoutBill() {
        return isDeath()
                && FactField.STAY.stream().allMatch(field -> text(field).isEmpty());
    }

    /** True when the three numbers of a receipt are known. */
    public boolean hasReceipt() {
        return text(FactField.RECEIPT_CODE).isPresent()
                && text(FactField.RECEIPT_NO).isPresent()
                && text(FactField.RECEIPT_CHECK).isPresent();
    }

    private FactSheet replaced(FactField field, Entry entry) {
        Map<FactField, Entry> next = new EnumMap<>(FactField.class);
        next.putAll(entries);
        next.put(field, entry);
        return new FactSheet(next);
    }
}
