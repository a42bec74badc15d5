package org.tongzhou.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.tongzhou.kernel.Sex;
import org.tongzhou.plan.PlanFault.Code;
import org.tongzhou.plan.PlanVersion.Claiming;
import org.tongzhou.plan.PlanVersion.Heading;
import org.tongzhou.plan.Spot.Faults;

/** Reads one plan file (YAML) into a version, or into everything that is wrong with it, each fault with its place. */
public final class PlanFile {
    private static final Map<String, Boolean> YES_NO = Map.of("true", true, "false", false);

    private final Spot root;
    private final Map<String, Clause> clauses = new LinkedHashMap<>();
    private final Set<String> tables = new TreeSet<>();

    private PlanFile(Spot root) {
        this.root = root;
    }

    /**
     * The version, or why the file is none. {@code validFromLine} is where the file states its start, for faults found
     * later; {@code fingerprint} is the SHA-256, in hexadecimal, of the text and of the disease tables that it uses.
     */
    public record Parsed(Optional<PlanVersion> plan, List<PlanFault> faults, int validFromLine, String fingerprint) {}

    /** Reads a plan file; disease tables are those that ship with the product. */
    public static Parsed parse(String fileName, String text) {
        Faults faults = new Faults(fileName, new ArrayList<>());
        Spot root = YamlText.root(text, faults);
        PlanFile file = new PlanFile(root);
        PlanVersion plan = file.read();
        String fingerprint = fingerprint(text, file.tables);
        return faults.found().isEmpty()
                ? new Parsed(Optional.of(plan), List.of(), root.at("valid_from").line(), fingerprint)
                : new Parsed(Optional.empty(), List.copyOf(faults.found()), 1, fingerprint);
    }

    private static String fingerprint(String text, Set<String> tables) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            for (String table : tables) {
                digest.update((byte) 0);
                digest.update(DiseaseTable.shippedText(table).orElse("").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private PlanVersion read() {
        root.only(
                "plan",
                "edition",
                "order",
                "name",
                "summary",
                "valid_from",
                "valid_to",
                "joining",
                "claiming",
                "benefits",
                "clauses");
        root.at("clauses").entries().forEach((id, spot) -> clauses.put(id, new Clause(id, spot.words())));
        Heading heading = heading();
        return new PlanVersion(
                heading, joining(root.at("joining")), claiming(root.at("claiming")), benefits(), clauses);
    }

    private Heading heading() {
        LocalDate from = root.at("valid_from").date();
        Optional<Spot> end = root.maybe("valid_to");
        Optional<LocalDate> to = end.map(Spot::date);
        if (to.isPresent() && !to.get().isAfter(from)) {
            end.orElseThrow().fault(Code.BACKWARDS, from.toString());
        }
        return new Heading(
                root.at("plan").planCode(),
                root.at("edition").text(),
                root.at("name").words(),
                root.at("summary").words(),
                root.at("order").integer(1, 999),
                from,
                to);
    }

    private static Joining joining(Spot spot) {
        spot.only("sex", "age", "employee_medical", "fee", "max_units", "term_months", "grace_months", "roster_column");
        Spot age = spot.at("age").only("from", "to");
        Map<String, Optional<Sex>> sexes =
                Map.of("any", Optional.empty(), "female", Optional.of(Sex.FEMALE), "male", Optional.of(Sex.MALE));
        return new Joining(
                new Eligibility(
                        spot.at("sex").choice(sexes, Optional.empty()),
                        age.at("from").integer(0, 120),
                        age.at("to").integer(0, 120),
                        spot.at("employee_medical").choice(YES_NO, false)),
                fee(spot.at("fee")),
                spot.at("max_units").stated(it -> it.integer(1, 999)),
                spot.at("term_months").stated(it -> it.integer(1, 120)),
                spot.at("grace_months").integer(0, 12),
                spot.maybe("roster_column").map(Spot::text));
    }

    private static Fee fee(Spot spot) {
        spot.only("per_unit", "per_person");
        return spot.kind("per_unit", "per_person").orElse("per_unit").equals("per_unit")
                ? new Fee.PerUnit(spot.at("per_unit").stated(Spot::yuan))
                : new Fee.PerPerson(spot.at("per_person").stated(Spot::yuan));
    }

    private Claiming claiming(Spot spot) {
        spot.only("cover", "waiting", "filing", "papers");
        Spot waiting = spot.at("waiting").only("days", "waived_on_renewal", "clause");
        return new Claiming(
                new Waiting(
                        waiting.at("days").stated(it -> it.integer(0, 366)),
                        waiting.at("waived_on_renewal").choice(YES_NO, true),
                        clause(waiting)),
                clause(spot.at("cover").only("clause")),
                filing(spot.at("filing")),
                papers(spot.at("papers")));
    }

    private Filing filing(Spot spot) {
        spot.only("within_days", "clause");
        Spot days = spot.at("within_days");
        OptionalInt within = days.text().equals("none") ? OptionalInt.empty() : OptionalInt.of(days.integer(1, 3_660));
        return new Filing(within, clause(spot));
    }

    private static Map<Occasion, List<PaperAsk>> papers(Spot spot) {
        Map<Occasion, List<PaperAsk>> papers = new LinkedHashMap<>();
        spot.only("hospital", "illness", "accident", "disability", "death");
        for (Occasion occasion : Occasion.values()) {
            spot.maybe(occasion.code())
                    .ifPresent(list -> papers.put(
                            occasion, list.items().stream().map(PlanFile::paper).toList()));
        }
        return papers;
    }

    private static PaperAsk paper(Spot spot) {
        if (spot.isMapping()) {
            spot.only("where_exists");
            return new PaperAsk(paperKinds(spot.at("where_exists")), true);
        }
        return new PaperAsk(paperKinds(spot), false);
    }

    private static List<PaperKind> paperKinds(Spot spot) {
        Map<String, PaperKind> kinds = new LinkedHashMap<>();
        for (PaperKind kind : PaperKind.values()) {
            kinds.put(kind.code(), kind);
        }
        List<Spot> items = spot.isList() ? spot.items() : List.of(spot);
        return items.stream().map(item -> item.choice(kinds, PaperKind.RECEIPT)).toList();
    }

    private List<Benefit> benefits() {
        BenefitReader reader = new BenefitReader(this::clause, tables);
        return root.at("benefits").items().stream()
                .flatMap(spot -> reader.read(spot).stream())
                .toList();
    }

    /** The id under {@code clause}, which must name a clause of this file. */
    private String clause(Spot spot) {
        Spot at = spot.at("clause");
        String id = at.text();
        if (!id.isEmpty() && !clauses.containsKey(id)) {
            at.fault(Code.NO_CLAUSE, id, String.join(", ", clauses.keySet()));
        }
        return id;
    }
}
