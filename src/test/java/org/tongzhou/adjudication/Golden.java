package org.tongzhou.adjudication;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.Icd10;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The published cases and invented people, as the engine's arguments. */
final class Golden {
    private static final PlanBook BOOK = PlanBook.shipped();

    private Golden() {}

    static JsonNode read(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static PlanVersion plan(String code) {
        return BOOK.version(new PlanCode(code), LocalDate.of(2025, 6, 1)).orElseThrow();
    }

    static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    /** A year's cover without a break since its first day. */
    static CoverFacts cover(String plan, int units, String from) {
        Sex sex = plan.equals("women") ? Sex.FEMALE : Sex.MALE;
        return new CoverFacts(new PlanCode(plan), units, DateRange.yearFrom(day(from)), day(from), sex);
    }

    static Bill bill(String inScopeYuan) {
        return Bill.selfPay(Money.parseYuan(inScopeYuan), Money.ZERO);
    }

    static ClaimFacts stay(String admitted, String diagnosis, Bill... bills) {
        LocalDate day = day(admitted);
        Set<Icd10> codes = Icd10.within(diagnosis);
        return ClaimFacts.hospital(new Stay(day, day.plusDays(6)), day.plusDays(20), codes, List.of(bills));
    }

    static ClaimFacts confirmed(ClaimFacts facts, String diseaseClass) {
        return facts.with(facts.findings().withClass(diseaseClass));
    }

    static Bill receiptBill(JsonNode receipt) {
        return new Bill(
                fen(receipt, "total"),
                fen(receipt, "pool"),
                fen(receipt, "other"),
                fen(receipt, "account"),
                fen(receipt, "cash"),
                fen(receipt, "selfScope"),
                fen(receipt, "selfOut"));
    }

    /** The facts of a sample receipt, as a hospital stay. */
    static ClaimFacts receiptStay(JsonNode receipt) {
        Stay stay = new Stay(
                day(receipt.get("from").asString()), day(receipt.get("to").asString()));
        Set<Icd10> codes = Icd10.within(receipt.get("diag").asString());
        return ClaimFacts.hospital(stay, stay.discharged().plusDays(7), codes, List.of(receiptBill(receipt)));
    }

    static ClaimFacts receiptAccident(JsonNode receipt) {
        ClaimFacts stay = receiptStay(receipt);
        return ClaimFacts.accident(stay.eventDay(), stay.filedOn(), stay.stay(), stay.bills());
    }

    /** A cover as {@code people.json} states it; dates that it leaves open come from the arguments. */
    static List<Covered> covers(JsonNode person, String from, String last) {
        boolean dated = person.get("from").asString().startsWith("2");
        LocalDate first = day(dated ? person.get("from").asString() : from);
        LocalDate end = day(dated ? person.get("to").asString() : last).plusDays(1);
        LocalDate since = person.get("continuous_since").isNull()
                ? first
                : day(person.get("continuous_since").asString());
        Sex sex = person.get("sex").asString().equals("女") ? Sex.FEMALE : Sex.MALE;
        return person.get("cover")
                .valueStream()
                .map(cover -> new Covered(
                        plan(cover.get("plan").asString()),
                        new CoverFacts(
                                new PlanCode(cover.get("plan").asString()),
                                cover.get("units").asInt(),
                                new DateRange(first, end),
                                since,
                                sex)))
                .toList();
    }

    static Money amount(Decision decision) {
        return decision.fold(
                Decision.Payable::amount,
                proposed -> {
                    throw new AssertionError("proposed: " + decision.toJson());
                },
                refused -> {
                    throw new AssertionError("not payable: " + decision.toJson());
                });
    }

    static List<Reason.Code> reasons(Decision decision) {
        return decision.fold(
                it -> List.of(),
                it -> List.of(),
                it -> it.reasons().stream().map(Reason::code).toList());
    }

    static Optional<Money> upTo(Decision decision) {
        return decision.fold(it -> Optional.empty(), it -> Optional.of(it.upTo()), it -> Optional.empty());
    }

    private static Money fen(JsonNode receipt, String field) {
        return Money.ofFen(receipt.get(field).asLong());
    }
}
