package org.tongzhou.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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
import java.util.function.Predicate;
import org.tongzhou.kernel.Sha256;
import org.tongzhou.plan.Heading.Retirement;
import org.tongzhou.plan.Spot.Faults;

/** Reads one plan file (YAML) into a version, or into everything that is wrong with it, each fault with its place. */
public final class PlanFile {
    private static final int MOST_OF_EDITION = 40;

    private final Spot root;
    private final Map<String, Clause> clauses = new LinkedHashMap<>();
    private final Set<String> tables = new TreeSet<>();

    private PlanFile(Spot root) {
        this.root = root;
    }

    /**
     * The version, or why the file is none. {@code lines} are for faults found later, against other plans; {@code fingerprint}
     * is the SHA-256, in hexadecimal, of the text and of the disease tables that it uses.
     */
    public record Parsed(Optional<PlanVersion> plan, List<PlanFault> faults, Lines lines, String fingerprint) {}

    /** Where a file states what is checked against other plans; 1 where it states nothing. */
    public record Lines(
            int validFrom,
            int validTo,
            int requires,
            int retired,
            int benefits,
            List<Integer> each,
            List<List<Integer>> rules) {
        static final Lines NONE = new Lines(1, 1, 1, 1, 1, List.of(), List.of());
    }

    /** Reads a plan file; disease tables are those that ship with the product. */
    public static Parsed parse(String fileName, String text) {
        return parse(fileName, text, fault -> true);
    }

    /** Reads a file that was accepted before, by which it stands for good: what only drafts are held to is no fault of it. */
    public static Parsed accepted(String fileName, String text) {
        return parse(fileName, text, fault -> !fault.code().isForDrafts());
    }

    private static Parsed parse(String fileName, String text, Predicate<PlanFault> counts) {
        Faults faults = new Faults(fileName, new ArrayList<>());
        Spot root = YamlText.root(text, faults);
        if (DiseaseTable.isOne(root)) {
            root.at("table").fault(PlanFaultCode.DISEASE_TABLE, root.at("table").text());
            return new Parsed(Optional.empty(), List.copyOf(faults.found()), Lines.NONE, fingerprint(text, Set.of()));
        }
        PlanFile file = new PlanFile(root);
        PlanVersion plan = file.read();
        String fingerprint = fingerprint(text, file.tables);
        List<PlanFault> found = faults.found().stream().filter(counts).toList();
        return found.isEmpty()
                ? new Parsed(Optional.of(plan), List.of(), file.lines(), fingerprint)
                : new Parsed(Optional.empty(), found, Lines.NONE, fingerprint);
    }

    private Lines lines() {
        return new Lines(
                root.at("valid_from").line(),
                root.maybe("valid_to").map(Spot::line).orElse(1),
                root.at("joining").maybe("requires").map(Spot::line).orElse(1),
                root.maybe("retired").map(Spot::line).orElse(1),
                root.at("benefits").line(),
                root.at("benefits").items().stream().map(Spot::line).toList(),
                root.at("benefits").items().stream().map(PlanFile::rules).toList());
    }

    private static List<Integer> rules(Spot benefit) {
        return benefit.maybe("rules").stream()
                .flatMap(rules -> rules.items().stream())
                .map(Spot::line)
                .toList();
    }

    private static String fingerprint(String text, Set<String> tables) {
        MessageDigest digest = Sha256.digest();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        for (String table : tables) {
            digest.update((byte) 0);
            digest.update(DiseaseTable.shippedText(table).orElse("").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
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
                "retired",
                "joining",
                "claiming",
                "benefits",
                "clauses");
        root.at("clauses").entries().forEach((id, spot) -> clauses.put(id, new Clause(id, spot.words())));
        Heading heading = heading();
        return new PlanVersion(
                heading, JoiningReader.read(root.at("joining")), claiming(root.at("claiming")), benefits(), clauses);
    }

    private Heading heading() {
        LocalDate from = root.at("valid_from").date();
        Optional<Spot> end = root.maybe("valid_to");
        Optional<LocalDate> to = end.map(Spot::date);
        if (to.isPresent() && !to.get().isAfter(from)) {
            end.orElseThrow().fault(PlanFaultCode.BACKWARDS, from.toString());
        }
        return new Heading(
                root.at("plan").planCode(),
                root.at("edition").text(MOST_OF_EDITION),
                root.at("name").words(),
                root.at("summary").words(),
                root.at("order").integer(1, 999),
                from,
                to,
                root.maybe("retired").map(PlanFile::retirement));
    }

    private static Retirement retirement(Spot spot) {
        spot.only("from", "successor");
        return new Retirement(spot.at("from").date(), spot.maybe("successor").map(Spot::planCode));
    }

    private Claiming claiming(Spot spot) {
        spot.only("cover", "waiting", "filing", "papers");
        return new Claiming(
                waiting(spot.at("waiting")),
                clause(spot.at("cover").only("clause")),
                filing(spot.at("filing")),
                papers(spot.at("papers")));
    }

    private Waiting waiting(Spot spot) {
        spot.only("days", "months", "waived_on_renewal", "waived_for_accidents", "clause");
        boolean byMonths = spot.kind("days", "months").orElse("days").equals("months");
        return new Waiting(
                byMonths ? Stated.of(0) : spot.at("days").stated(it -> it.integer(0, 366)),
                byMonths ? spot.at("months").stated(it -> it.integer(1, 24)) : Stated.of(0),
                spot.at("waived_on_renewal").yes(),
                spot.yes("waived_for_accidents", false),
                clause(spot));
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
        List<Spot> items = root.at("benefits").items();
        List<Benefit> benefits =
                items.stream().flatMap(spot -> reader.read(spot).stream()).toList();
        if (!benefits.stream().allMatch(Benefit::isFixedSum)) {
            items.forEach(PlanFile::requireNoClasses);
        }
        return benefits;
    }

    /** A claim waits for a person to confirm its class, or is paid by its bill; one of both kinds would never come to the class. */
    private static void requireNoClasses(Spot benefit) {
        if (benefit.maybe("lump_sum").isPresent()) {
            benefit.fault(PlanFaultCode.CLASSES_BESIDE_COSTS);
        }
    }

    /** The id under {@code clause}, which must name a clause of this file. */
    private String clause(Spot spot) {
        Spot at = spot.at("clause");
        String id = at.text();
        if (!id.isEmpty() && !clauses.containsKey(id)) {
            at.fault(PlanFaultCode.NO_CLAUSE, id, String.join(", ", clauses.keySet()));
        }
        return id;
    }
}
