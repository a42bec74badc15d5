package org.tongzhou.testing.province;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tongzhou.adjudication.Adjudication;
import org.tongzhou.adjudication.Bill;
import org.tongzhou.adjudication.ClaimFacts;
import org.tongzhou.adjudication.CoverFacts;
import org.tongzhou.adjudication.Decision;
import org.tongzhou.adjudication.Findings;
import org.tongzhou.adjudication.UsedSoFar;
import org.tongzhou.claim.Route;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Plain;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.Icd10;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.PlanVersion;

/** The stays as cases, claims with the product's own decisions, their history, and what was paid of them. */
final class ClaimRows {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final ProvinceLoad load;
    private final int fund;
    private final Province province;
    private final Stays stays;
    private final PlanVersion plan;
    private final Tables tables;
    private final Map<LocalDate, long[]> batches = new TreeMap<>();
    private final Map<Long, UsedSoFar> used = new TreeMap<>();
    private long steps;
    private long events;

    ClaimRows(ProvinceLoad load) {
        this.load = load;
        this.tables = new Tables(load.database);
        this.fund = load.fund.code();
        this.province = load.province;
        this.stays = new Stays(province);
        this.plan = load.plans.get("hospital");
    }

    Map<String, Long> load() throws SQLException {
        open();
        for (int i = 0; i < stays.count(); i++) {
            claim(stays.stay(i));
        }
        batches.forEach(this::batch);
        return tables.end();
    }

    private void open() throws SQLException {
        tables.open(
                "case",
                "claim.event_case (fund, id, number, person, unit, unit_path, kind, state, step, facts,"
                        + " opened_by, opened_at, saved_at, submitted_at)");
        tables.open("receipt_used", "claim.receipt_used (fund, code, number, check_code, case_id, used_at)");
        tables.open(
                "claim",
                "claim.claim (fund, id, case_id, number, person, unit, unit_path, plan, plan_version, cover, lump_sum,"
                        + " state, level, levels, sampled, amount_fen, decision, accepted_on, promised_from, due_on, filed_at,"
                        + " paid_at, version)");
        tables.open("used", "claim.used (fund, claim, limit_name, period, fen)");
        tables.open(
                "step",
                "claim.step (fund, id, claim, at, verb, level, state, person, actor_name, amount_fen, version,"
                        + " deciding, claimant, claim_unit)");
        tables.open(
                "instruction",
                "payment.instruction (fund, id, cause, attempt, person, unit_path, plan, reference, payee,"
                        + " payee_index, payee_bank, payable_from, amount_fen, end_to_end, state, created_at)");
        tables.open(
                "event", "payment.instruction_event (fund, id, instruction, from_state, state, at, batch, value_date)");
        tables.open(
                "batch",
                "payment.batch (fund, id, execution_day, value_day, seq, payments, total_fen, content_hash, state,"
                        + " made_by, made_name, made_at, released_by, released_name, released_at, message, msg_id, file_name)");
        tables.open("batch_item", "payment.batch_item (fund, batch, no, instruction)");
    }

    private Copying table(String name) {
        return tables.get(name);
    }

    /** A stay with all that follows from it. */
    private final class Filed {
        final Stay stay;
        final long id;
        final Member member;
        final Workplace unit;
        final String path;
        final int year;
        final Decision decision;
        final Money amount;
        final Route route;

        Filed(Stay stay) {
            this.stay = stay;
            this.id = stay.number() + 1L;
            this.member = province.member(stay.member());
            this.unit = province.unit(province.unitOf(stay.member()));
            this.path = load.path(unit);
            LocalDate start = stays.coverStarts(unit.number());
            this.year = stay.admitted().isBefore(start.plusYears(1)) ? Province.FIRST_YEAR : Province.FIRST_YEAR + 1;
            LocalDate from = start.withYear(year);
            CoverFacts cover = new CoverFacts(plan.code(), 1, plan.joining().termFrom(from), start, member.sex());
            UsedSoFar before = used.getOrDefault(stay.member(), UsedSoFar.NOTHING);
            this.decision = Adjudication.decide(plan, cover, facts(stay, id), before);
            used.put(stay.member(), before.plus(decision.consumption()));
            this.amount = decision.fold(Decision.Payable::amount, Decision.Proposed::upTo, refused -> Money.ZERO);
            boolean sampled = province.draw().isOneOf(50, 50, id);
            this.route = Route.of(Route.Question.of(amount, false, sampled), path.matches("/\\d{2}/\\d{4}/.*"));
        }

        boolean isPaid() {
            return stays.isPaid(stay) && amount.isPositive();
        }

        String number() {
            return "SL" + DAY.format(stay.filedOn()) + String.format("%06d", id);
        }
    }

    private static ClaimFacts facts(Stay stay, long id) {
        Bill bill = new Bill(
                Money.ofFen(stay.totalFen()),
                Money.ofFen(stay.poolFen()),
                Money.ZERO,
                Money.ofFen(stay.accountFen()),
                Money.ofFen(stay.cashFen()),
                Money.ofFen(stay.inScopeFen()),
                Money.ofFen(stay.outOfScopeFen()));
        return new ClaimFacts(
                        EventKind.HOSPITAL,
                        stay.admitted(),
                        stay.filedOn(),
                        Optional.of(new org.tongzhou.adjudication.Stay(stay.admitted(), stay.discharged())),
                        Icd10.within(stay.diagnosis()),
                        List.of(bill),
                        Findings.NONE,
                        Set.of(PaperKind.values()),
                        Optional.empty())
                .withReference(Long.toString(id));
    }

    private void claim(Stay stay) {
        Filed filed = new Filed(stay);
        Instant at = ProvinceLoad.noon(stay.filedOn());
        long person = load.personId(stay.member());
        table("case")
                .row(
                        fund,
                        filed.id,
                        "SJ" + filed.number().substring(2),
                        person,
                        ProvinceLoad.unitId(filed.unit),
                        filed.path,
                        "HOSPITAL",
                        "OPEN",
                        3,
                        seal("claim.event_case:" + fund + ":" + filed.id, sheet(stay, filed)),
                        person,
                        at,
                        at,
                        at);
        table("receipt_used")
                .row(fund, stay.receiptCode(), stay.receiptNumber(), Plain.number(stay.checkCode()), filed.id, at);
        history(filed);
        filed.decision
                .consumption()
                .forEach((key, fen) -> table("used").row(fund, filed.id, key.limit(), key.period(), fen));
        if (filed.isPaid()) {
            pay(filed);
        }
    }

    private byte[] seal(String place, String text) {
        return load.vault.seal(place, text.getBytes(StandardCharsets.UTF_8));
    }

    /** All read from the receipt, and confirmed when it was paid. */
    private static String sheet(Stay stay, Filed filed) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("hospital", stay.hospital());
        fields.put("payer", filed.member.name());
        fields.put("dept", stay.department());
        fields.put("from", stay.admitted().toString());
        fields.put("to", stay.discharged().toString());
        fields.put("date", stay.discharged().toString());
        fields.put("code", stay.receiptCode());
        fields.put("no", stay.receiptNumber());
        fields.put("chk", stay.checkCode());
        fields.put("diag", stay.diagnosis());
        fields.put("total", Long.toString(stay.totalFen()));
        fields.put("pool", Long.toString(stay.poolFen()));
        fields.put("other", "0");
        fields.put("account", Long.toString(stay.accountFen()));
        fields.put("cash", Long.toString(stay.cashFen()));
        fields.put("selfScope", Long.toString(stay.inScopeFen()));
        fields.put("selfOut", Long.toString(stay.outOfScopeFen()));
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":{\"value\":\"" + field.getValue() + "\",\"read\":\""
                        + field.getValue() + "\",\"doubtful\":false,\"confirmed\":" + filed.isPaid() + "}")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Filed, approved level by level, paid, and closed two months later; what is not paid yet waits for the county. */
    private void history(Filed filed) {
        LocalDate paid = stays.paidOn(filed.stay);
        boolean closed = filed.isPaid() && paid.plusDays(60).isBefore(Stays.AS_OF);
        int version = 0;
        Level level = Level.COUNTY;
        step(filed, ++version, "FILED", level, "REVIEW", filed.stay.filedOn());
        if (filed.isPaid()) {
            for (Level passed : filed.route.levels()) {
                Optional<Level> next = filed.route.after(passed);
                level = next.orElse(passed);
                step(filed, ++version, "APPROVED", level, next.isPresent() ? "REVIEW" : "APPROVED", paid.minusDays(2));
            }
            step(filed, ++version, "PAID", level, "PAID", paid);
        }
        if (closed) {
            step(filed, ++version, "CLOSED", level, "CLOSED", paid.plusDays(60));
        }
        String state = closed ? "CLOSED" : filed.isPaid() ? "PAID" : "REVIEW";
        table("claim")
                .row(
                        fund,
                        filed.id,
                        filed.id,
                        filed.number(),
                        load.personId(filed.stay.member()),
                        ProvinceLoad.unitId(filed.unit),
                        filed.path,
                        "hospital",
                        plan.edition(),
                        load.coverId(filed.year, filed.stay.member(), 0),
                        false,
                        state,
                        level.name(),
                        filed.route.levels().stream().map(Level::name).collect(Collectors.joining(",", "{", "}")),
                        false,
                        filed.amount.fen(),
                        seal("claim.claim:" + fund + ":" + filed.id, filed.decision.toJson()),
                        filed.stay.filedOn(),
                        filed.stay.filedOn(),
                        filed.stay.filedOn().plusDays(11),
                        ProvinceLoad.noon(filed.stay.filedOn()),
                        filed.isPaid() ? ProvinceLoad.noon(paid) : null,
                        version);
    }

    private void step(Filed filed, int version, String verb, Level level, String state, LocalDate day) {
        boolean deciding = verb.equals("APPROVED");
        boolean members = verb.equals("FILED");
        Long by = null;
        if (deciding) {
            by = load.staff(version - 2);
        } else if (members) {
            by = load.personId(filed.stay.member());
        }
        table("step")
                .row(
                        fund,
                        ++steps,
                        filed.id,
                        ProvinceLoad.noon(day),
                        verb,
                        level.name(),
                        state,
                        by,
                        deciding || members ? "样例" : "system",
                        filed.amount.fen(),
                        version,
                        deciding,
                        load.personId(filed.stay.member()),
                        ProvinceLoad.unitId(filed.unit));
    }

    private void pay(Filed filed) {
        LocalDate paid = stays.paidOn(filed.stay);
        long[] batch = batches.computeIfAbsent(paid, day -> new long[] {batches.size() + 1, 0, 0});
        batch[1]++;
        batch[2] += filed.amount.fen();
        String endToEnd = name("I-", filed.id);
        String account = Optional.ofNullable(filed.member.card()).orElse("6228480000000000000");
        table("instruction")
                .row(
                        fund,
                        filed.id,
                        "claim:" + filed.id,
                        1,
                        load.personId(filed.stay.member()),
                        filed.path,
                        "hospital",
                        filed.number(),
                        seal(
                                "payment.instruction:" + endToEnd,
                                "{\"name\":\"" + filed.member.name() + "\",\"account\":\"" + account
                                        + "\",\"bank\":\"农业银行\"}"),
                        load.vault.index("payment.payee", filed.member.name() + '\n' + account + "\n农业银行"),
                        "农业银行",
                        null,
                        filed.amount.fen(),
                        endToEnd,
                        "PAID",
                        ProvinceLoad.noon(paid.minusDays(2)));
        table("batch_item").row(fund, batch[0], batch[1], filed.id);
        List<String> states = List.of("DRAFTED", "APPROVED", "BATCHED", "SEALED", "RELEASED", "SENT", "PAID");
        for (int i = 1; i < states.size(); i++) {
            boolean last = states.get(i).equals("PAID");
            Instant at = ProvinceLoad.noon(last ? paid : paid.minusDays(2));
            table("event")
                    .row(
                            fund,
                            ++events,
                            filed.id,
                            states.get(i - 1),
                            states.get(i),
                            at,
                            i > 1 ? batch[0] : null,
                            last ? paid : null);
        }
        post(Template.BENEFIT_APPROVED, "claim:" + filed.id, paid.minusDays(2), filed);
        post(Template.BENEFIT_PAID, "instruction:" + filed.id, paid, filed);
    }

    private void post(Template template, String cause, LocalDate day, Filed filed) {
        load.post(Posting.of(
                template,
                cause,
                day,
                ProvinceLoad.noon(day),
                List.of(new Posting.Part(filed.amount, filed.path, "hospital"))));
    }

    /** A name at the bank in the form that the product draws by chance. */
    private String name(String kind, long number) {
        char[] text = new char[16];
        Arrays.fill(text, '0');
        for (int i = 15; i >= 0 && number > 0; i--, number /= SYMBOLS.length()) {
            text[i] = SYMBOLS.charAt((int) (number % SYMBOLS.length()));
        }
        return "TZ" + fund + kind + new String(text);
    }

    private void batch(LocalDate day, long[] batch) {
        String name = name("B-", batch[0]);
        Instant made = ProvinceLoad.noon(day.minusDays(1));
        byte[] hash = new byte[32];
        Arrays.fill(hash, (byte) batch[0]);
        List<Object> row = new ArrayList<>(List.of(fund, batch[0], day, day, 1, batch[1], batch[2], hash, "SETTLED"));
        row.addAll(List.of(load.staff(3), "样例", made, load.staff(4), "样例", made, "pain.001.001.09", name));
        row.add("TZ" + fund + "_" + DAY.format(day) + "_0001_" + name + ".xml");
        table("batch").row(row.toArray());
    }
}
