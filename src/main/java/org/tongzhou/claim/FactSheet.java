package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.tongzhou.kernel.Money;

/**
 * The facts of an event as they stand: read from the paper, corrected by the member, confirmed by a reviewer. Immutable.
 * Nothing that was read is lost: a correction keeps what the paper said beside it.
 */
public record FactSheet(Map<FactField, KnownFact> entries) {
    public static final FactSheet EMPTY = new FactSheet(Map.of());

    public FactSheet {
        Map<FactField, KnownFact> sorted = new EnumMap<>(FactField.class);
        sorted.putAll(entries);
        entries = Collections.unmodifiableMap(sorted);
    }

    /** Takes over a reading; what the member typed for fields that the paper does not show stays. */
    public FactSheet withReading(Map<FactField, ReadFact> reading) {
        return changed(next -> {
            next.values().removeIf(entry -> entry.read() != null);
            reading.forEach((field, read) -> next.put(field, read.fact()));
        });
    }

    /** Adds what a paper says of fields that are not known yet; what a hospital reported goes before what a paper shows. */
    public FactSheet completedBy(Map<FactField, ReadFact> reading) {
        return changed(next -> reading.forEach((field, read) -> next.putIfAbsent(field, read.fact())));
    }

    /** Forgets what a paper said, when the paper is taken away. */
    public FactSheet withoutReading() {
        return withReading(Map.of());
    }

    /** Sets a field from what a person typed; refuses what is not of the field's kind, as {@link TypedFact} says. */
    public FactSheet with(FactField field, String typed) {
        String value = TypedFact.canonical(field, typed.strip());
        KnownFact before = entries.get(field);
        KnownFact after = before == null ? KnownFact.typed(value) : before.corrected(value);
        return before != null && before.value().equals(value) ? this : replaced(field, after);
    }

    /** Clears a field that was left empty. */
    public FactSheet without(FactField field) {
        return changed(next -> next.remove(field));
    }

    /** A reviewer has compared the field with the paper. */
    public FactSheet confirmed(FactField field) {
        KnownFact fact = entries.get(field);
        return fact == null ? this : replaced(field, fact.lookedAt());
    }

    public Optional<KnownFact> entry(FactField field) {
        return Optional.ofNullable(entries.get(field));
    }

    public Optional<String> text(FactField field) {
        return entry(field).map(KnownFact::value).filter(value -> !value.isEmpty());
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

    /** True when it is told why the event comes late. */
    public boolean isLate() {
        return text(FactField.LATE_BECAUSE).isPresent();
    }

    /** True when anything is told of a stay or of what it cost. */
    public boolean tellsOfStay() {
        return FactField.STAY.stream().anyMatch(field -> text(field).isPresent());
    }

    /** True when a day, an amount or a number that decisions go by was known {@code before} and is another now. */
    boolean putsRight(FactSheet before) {
        return before.entries().entrySet().stream()
                .filter(entry -> entry.getKey().isDecidedOn())
                .anyMatch(entry -> !text(entry.getKey())
                        .equals(Optional.of(entry.getValue().value())));
    }

    /** When the stay began that is told of, once both its days are known. */
    Optional<LocalDate> admission() {
        return day(FactField.ADMITTED).filter(from -> day(FactField.DISCHARGED).isPresent());
    }

    /** True when the three numbers of a receipt are known. */
    public boolean hasReceipt() {
        return text(FactField.RECEIPT_CODE).isPresent()
                && text(FactField.RECEIPT_NO).isPresent()
                && text(FactField.RECEIPT_CHECK).isPresent();
    }

    private FactSheet replaced(FactField field, KnownFact entry) {
        return changed(next -> next.put(field, entry));
    }

    private FactSheet changed(Consumer<Map<FactField, KnownFact>> change) {
        Map<FactField, KnownFact> next = new EnumMap<>(FactField.class);
        next.putAll(entries);
        change.accept(next);
        return new FactSheet(next);
    }
}
