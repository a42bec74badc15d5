package org.tongzhou.claim;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of an event, field by field; codes are those of the reading of a medical e-receipt. Words are in the
 * bundle under {@code claim.fact.<code>}.
 */
public enum FactField {
    EVENT_DAY("eventDay", Kind.DAY),
    DIED("died", Kind.DAY),
    HOSPITAL("hospital", Kind.TEXT),
    PAYER("payer", Kind.TEXT),
    SEX("sex", Kind.TEXT),
    STAY_NO("inNo", Kind.TEXT),
    DEPARTMENT("dept", Kind.TEXT),
    ADMITTED("from", Kind.DAY),
    DISCHARGED("to", Kind.DAY),
    ISSUED("date", Kind.DAY),
    SETTLEMENT_NO("settlementNo", Kind.TEXT),
    RECEIPT_CODE("code", Kind.TEXT),
    RECEIPT_NO("no", Kind.TEXT),
    RECEIPT_CHECK("chk", Kind.TEXT),
    DIAGNOSIS("diag", Kind.TEXT),
    /** When the illness of a stay was first diagnosed, for sums that go by that day; the day of an illness without a stay is its event's. */
    DIAGNOSED("diagnosed", Kind.DAY),
    TOTAL("total", Kind.MONEY),
    POOL("pool", Kind.MONEY),
    OTHER("other", Kind.MONEY),
    ACCOUNT("account", Kind.MONEY),
    CASH("cash", Kind.MONEY),
    IN_SCOPE("selfScope", Kind.MONEY),
    OUT_OF_SCOPE("selfOut", Kind.MONEY),
    /** Why the event is told later than a plan allows. */
    LATE_BECAUSE("lateBecause", Kind.TEXT);

    /** The seven amounts in the order in which a bill takes them. */
    public static final List<FactField> AMOUNTS = List.of(TOTAL, POOL, OTHER, ACCOUNT, CASH, IN_SCOPE, OUT_OF_SCOPE);

    /** What a settlement tells when it tells all. */
    public static final List<FactField> SETTLEMENT =
            Stream.concat(Stream.of(SETTLEMENT_NO), AMOUNTS.stream()).toList();

    /** A stay and its money, in the order in which pages show them. */
    public static final List<FactField> STAY = Stream.concat(
                    Stream.of(HOSPITAL, ADMITTED, DISCHARGED, DIAGNOSIS), AMOUNTS.stream())
            .toList();

    private static final Map<String, FactField> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(FactField::code, field -> field));

    /** How a value is written: text up to 200 characters (a receipt's number: 4 to 20 digits and capitals), {@code 2026-02-10}, or fen as digits. */
    public enum Kind {
        TEXT,
        DAY,
        MONEY
    }

    private final String code;
    private final Kind kind;

    FactField(String code, Kind kind) {
        this.code = code;
        this.kind = kind;
    }

    public String code() {
        return code;
    }

    public Kind kind() {
        return kind;
    }

    /**
     * True for what limits count by and receipts are held by: days, amounts, and the numbers of a receipt or a settlement. Not the
     * day of first diagnosis, which no limit counts an event by.
     */
    boolean isDecidedOn() {
        return switch (this) {
            case SETTLEMENT_NO, RECEIPT_CODE, RECEIPT_NO, RECEIPT_CHECK -> true;
            case DIAGNOSED -> false;
            default -> kind != Kind.TEXT;
        };
    }

    public String key() {
        return "claim.fact." + code;
    }

    public static Optional<FactField> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
