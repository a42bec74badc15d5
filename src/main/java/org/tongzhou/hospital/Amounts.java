package org.tongzhou.hospital;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.ClaimResponse;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.tongzhou.claim.FactField;

/**
 * What a stay cost, exact to the fen, from the claim, its response, the explanation of benefit or the invoice of the stay.
 * An amount is taken only where its category says which of the seven amounts of a Chinese medical bill it is; an amount
 * that two places contradict is not taken at all. What follows from two sums is worked out, nothing is guessed.
 */
final class Amounts {
    private static final Set<String> YUAN = Set.of("CNY", "RMB", "CNH", "元", "人民币", "人民币元");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MOST_YUAN = BigDecimal.valueOf(1_000_000_000L);

    /** Our codes (those of an e-receipt's fields), the national interface's names, the printed words, and FHIR's submitted. */
    private static final Map<String, FactField> CATEGORIES = categories();

    /** Parts of what other funds pay in the national interface; they are added up. */
    private static final Set<String> OTHER_PARTS =
            Set.of("hifob_pay", "hifmi_pay", "hifes_pay", "cvlserv_pay", "maf_pay", "oth_pay");

    /** Of a claim, its response and the explanation of benefit; then those of an invoice. */
    private static final Set<String> STANDING = Set.of("active", "issued", "balanced");

    private final References references;
    private final Map<FactField, Long> fen = new EnumMap<>(FactField.class);
    private final Map<String, Long> others = new HashMap<>();
    private final Set<FactField> contradicted = new HashSet<>();
    private final Set<String> remarks = new LinkedHashSet<>();
    private String settlement = "";

    Amounts(References references) {
        this.references = references;
    }

    private static Map<String, FactField> categories() {
        Map<String, FactField> known = new HashMap<>();
        name(known, FactField.TOTAL, "total", "medfee_sumamt", "submitted", "费用总额", "医疗费总额", "总费用", "金额合计");
        name(known, FactField.POOL, "pool", "hifp_pay", "统筹基金支付", "医保统筹基金支付");
        name(known, FactField.OTHER, "other", "其他支付");
        name(known, FactField.ACCOUNT, "account", "acct_pay", "个人账户支付", "个人帐户支付");
        name(known, FactField.CASH, "cash", "psn_cash_pay", "个人现金支付");
        name(known, FactField.IN_SCOPE, "selfscope", "self-scope", "个人自付");
        name(known, FactField.OUT_OF_SCOPE, "selfout", "self-out", "个人自费");
        return Map.copyOf(known);
    }

    private static void name(Map<String, FactField> known, FactField field, String... words) {
        for (String word : words) {
            known.put(word, field);
        }
    }

    Amounts of(Encounter encounter, boolean only) {
        bills(Claim.class, encounter, only).forEach(this::claim);
        bills(ClaimResponse.class, encounter, only).forEach(this::response);
        bills(ExplanationOfBenefit.class, encounter, only).forEach(this::explanation);
        bills(Invoice.class, encounter, only).forEach(this::invoice);
        if (!others.isEmpty()) {
            put(
                    FactField.OTHER,
                    others.values().stream().mapToLong(Long::longValue).sum());
        }
        contradicted.forEach(fen::remove);
        for (int i = 0; i < 2; i++) {
            balance(FactField.TOTAL, List.of(FactField.POOL, FactField.OTHER, FactField.ACCOUNT, FactField.CASH));
            borne();
        }
        return this;
    }

    /** Canonical texts in fen, with the settlement's number where one was given. */
    Map<FactField, String> facts() {
        Map<FactField, String> facts = new EnumMap<>(FactField.class);
        fen.forEach((field, value) -> facts.put(field, Long.toString(value)));
        if (!settlement.isEmpty()) {
            facts.put(FactField.SETTLEMENT_NO, settlement);
        }
        return facts;
    }

    Set<String> remarks() {
        return remarks;
    }

    /** Those of the stay that stand; one that does not is remarked. */
    private <T extends DomainResource> Stream<T> bills(Class<T> type, Encounter encounter, boolean only) {
        return references
                .all(type)
                .filter(bill -> belongs(bill, encounter, only))
                .filter(this::isUsed);
    }

    private boolean isUsed(DomainResource bill) {
        if (!stands(bill)) {
            remarks.add("bill_status");
        }
        return stands(bill);
    }

    /** Neither a draft nor taken back; a status that R4 does not have is none that stands, a bill without one does. */
    static boolean stands(DomainResource bill) {
        List<Base> status = bill.getNamedProperty("status").getValues();
        return status.isEmpty()
                || STANDING.contains(String.valueOf(status.get(0).primitiveValue()));
    }

    /** By the encounter that an item names, else by the days it bills, else because there is only one stay. */
    private boolean belongs(DomainResource bill, Encounter encounter, boolean only) {
        if (references.isOfAnother(patient(bill), encounter)) {
            return false;
        }
        List<Reference> named = encounters(bill).toList();
        if (!named.isEmpty()) {
            return named.stream().anyMatch(reference -> references.names(reference, encounter));
        }
        Period billed = bill instanceof Claim claim
                ? claim.getBillablePeriod()
                : bill instanceof ExplanationOfBenefit benefit ? benefit.getBillablePeriod() : new Period();
        boolean same = billed.hasStart()
                && BundleReader.day(billed.getStartElement())
                        .equals(BundleReader.day(encounter.getPeriod().getStartElement()))
                && BundleReader.day(billed.getEndElement())
                        .equals(BundleReader.day(encounter.getPeriod().getEndElement()));
        return only || same;
    }

    private static Reference patient(DomainResource bill) {
        if (bill instanceof Claim claim) {
            return claim.getPatient();
        }
        if (bill instanceof ClaimResponse response) {
            return response.getPatient();
        }
        if (bill instanceof Invoice invoice) {
            return invoice.getSubject();
        }
        return bill instanceof ExplanationOfBenefit benefit ? benefit.getPatient() : new Reference();
    }

    private static Stream<Reference> encounters(DomainResource bill) {
        if (bill instanceof Claim claim) {
            return claim.getItem().stream().flatMap(item -> item.getEncounter().stream());
        }
        return bill instanceof ExplanationOfBenefit benefit
                ? benefit.getItem().stream().flatMap(item -> item.getEncounter().stream())
                : Stream.empty();
    }

    private void claim(Claim claim) {
        number(claim.getIdentifier());
        if (claim.hasTotal()) {
            put(FactField.TOTAL, claim.getTotal());
        }
        claim.getSupportingInfo().stream()
                .filter(info -> info.hasValueQuantity())
                .forEach(info -> quantity(info.getCategory(), info.getValueQuantity()));
    }

    private void response(ClaimResponse response) {
        number(response.getIdentifier());
        response.getTotal().forEach(total -> category(total.getCategory(), total.getAmount()));
        response.getAdjudication().forEach(one -> category(one.getCategory(), one.getAmount()));
    }

    private void explanation(ExplanationOfBenefit benefit) {
        number(benefit.getIdentifier());
        benefit.getTotal().forEach(total -> category(total.getCategory(), total.getAmount()));
        benefit.getAdjudication().forEach(one -> category(one.getCategory(), one.getAmount()));
        benefit.getSupportingInfo().stream()
                .filter(info -> info.hasValueQuantity())
                .forEach(info -> quantity(info.getCategory(), info.getValueQuantity()));
    }

    private void invoice(Invoice invoice) {
        number(invoice.getIdentifier());
        if (invoice.hasTotalGross()) {
            put(FactField.TOTAL, invoice.getTotalGross());
        }
        invoice.getTotalPriceComponent().forEach(part -> category(part.getCode(), part.getAmount()));
    }

    private void number(List<Identifier> identifiers) {
        identifiers.stream()
                .filter(Identifier::hasValue)
                .findFirst()
                .filter(first -> settlement.isEmpty())
                .ifPresent(first -> settlement = BundleReader.shortened(first.getValue()));
    }

    private void quantity(CodeableConcept category, Quantity quantity) {
        Money money = new Money().setValue(quantity.getValue());
        String unit = quantity.hasCode() ? quantity.getCode() : quantity.getUnit();
        category(category, unit == null ? money : money.setCurrency(unit));
    }

    private void category(CodeableConcept category, Money amount) {
        for (String word : BundleReader.words(category)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .toList()) {
            if (OTHER_PARTS.contains(word)) {
                fen(amount).ifPresent(value -> other(word, value));
                return;
            }
            FactField field = CATEGORIES.get(word);
            if (field != null) {
                put(field, amount);
                return;
            }
        }
    }

    private void other(String part, long value) {
        Long before = others.putIfAbsent(part, value);
        if (before != null && before != value) {
            contradicted.add(FactField.OTHER);
            remarks.add("amounts_differ");
        }
    }

    private void put(FactField field, Money amount) {
        fen(amount).ifPresent(value -> put(field, value));
    }

    private void put(FactField field, long value) {
        Long before = fen.putIfAbsent(field, value);
        if (before != null && before != value) {
            contradicted.add(field);
            remarks.add("amounts_differ");
        }
    }

    /** Whole fen of yuan, not negative; a currency that is named must be the yuan. */
    private Optional<Long> fen(Money amount) {
        BigDecimal value = amount.getValue();
        if (value == null) {
            return Optional.empty();
        }
        String currency = amount.getCurrency();
        if (currency != null && !YUAN.contains(currency.strip().toUpperCase(Locale.ROOT))) {
            remarks.add("currency");
            return Optional.empty();
        }
        Optional<Long> exact = exact(value);
        if (exact.isEmpty()) {
            remarks.add("amount_form");
        }
        return exact;
    }

    /** Compared before it is reckoned with: an exponent may be as large as the library's own bound. */
    private static Optional<Long> exact(BigDecimal yuan) {
        if (yuan.signum() < 0 || yuan.compareTo(MOST_YUAN) > 0) {
            return Optional.empty();
        }
        BigDecimal fen = yuan.multiply(HUNDRED).stripTrailingZeros();
        return fen.scale() > 0 ? Optional.empty() : Optional.of(fen.longValueExact());
    }

    /** Whole = sum of parts: the one that is missing follows from the others. */
    private void balance(FactField whole, List<FactField> parts) {
        List<FactField> missing = Stream.concat(Stream.of(whole), parts.stream())
                .filter(field -> !fen.containsKey(field))
                .toList();
        if (missing.size() != 1 || contradicted.contains(missing.get(0))) {
            return;
        }
        long known =
                parts.stream().mapToLong(field -> fen.getOrDefault(field, 0L)).sum();
        long value = missing.get(0) == whole ? known : fen.getOrDefault(whole, 0L) - known;
        if (value >= 0) {
            fen.put(missing.get(0), value);
        }
    }

    /** Account and cash together are what was borne, in scope and out of scope. */
    private void borne() {
        List<FactField> all = List.of(FactField.ACCOUNT, FactField.CASH, FactField.IN_SCOPE, FactField.OUT_OF_SCOPE);
        List<FactField> missing =
                all.stream().filter(field -> !fen.containsKey(field)).toList();
        if (missing.size() != 1 || contradicted.contains(missing.get(0))) {
            return;
        }
        long paid = fen.getOrDefault(FactField.ACCOUNT, 0L) + fen.getOrDefault(FactField.CASH, 0L);
        long borne = fen.getOrDefault(FactField.IN_SCOPE, 0L) + fen.getOrDefault(FactField.OUT_OF_SCOPE, 0L);
        boolean left = missing.get(0) == FactField.ACCOUNT || missing.get(0) == FactField.CASH;
        long value = left ? borne - paid : paid - borne;
        if (value >= 0) {
            fen.put(missing.get(0), value);
        }
    }
}
