package org.tongzhou.testing.province;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.PeopleFee;
import org.tongzhou.organisation.Shares;
import org.tongzhou.person.PeopleRows;
import org.tongzhou.plan.PlanVersion;

/** Units, their people, covers of two years, and the bills that paid for them. */
final class EnrolledRows {
    private static final int STAFF = 5;
    private static final Map<String, String> BANKS =
            Map.of("622848", "农业银行", "621700", "建设银行", "622202", "工商银行", "621661", "中国银行", "621799", "邮储银行");

    private final ProvinceLoad load;
    private final int fund;
    private final Province province;
    private final Stays stays;
    private final List<PlanVersion> plans;
    private final Tables tables;
    private final int[] receipts = new int[2];

    EnrolledRows(ProvinceLoad load) {
        this.load = load;
        this.tables = new Tables(load.database);
        this.fund = load.fund.code();
        this.province = load.province;
        this.stays = new Stays(province);
        this.plans = Province.PLANS.stream().map(load.plans::get).toList();
    }

    Map<String, Long> load() throws SQLException {
        open();
        for (long n = province.everybody(); n < province.everybody() + STAFF; n++) {
            person(province.member(n), LocalDate.of(Province.FIRST_YEAR, 1, 2));
        }
        for (int u = 0; u < province.units(); u++) {
            Workplace unit = province.unit(u);
            unit(unit);
            year(unit, Province.FIRST_YEAR);
            year(unit, Province.FIRST_YEAR + 1);
        }
        for (int y = 0; y < 2; y++) {
            table("receipt_number").row(fund, Province.FIRST_YEAR + y, receipts[y]);
        }
        return tables.end();
    }

    private void open() throws SQLException {
        tables.open(
                "unit",
                "organisation.unit (fund, id, code, name, kind, county, path, staff_count, flags, share_bp, share_fen, created_at)");
        tables.open(
                "person",
                "person.person (fund, id, name, sex, id_index, phone_index, sealed, created_at, initials, tail_index)");
        tables.open(
                "submission",
                "enrolment.submission (fund, id, unit, unit_path, kind, effective_day, people, total_fen, state,"
                        + " enrolled_by, enrolled_at, matched_on, covers_until)");
        tables.open(
                "cover",
                "enrolment.cover (fund, id, person, plan, edition, units, unit, unit_path, submission, row_number,"
                        + " fee_fen, state, cover, first_joined, continuous_since, waiting_until)");
        tables.open(
                "bill",
                "contribution.bill (fund, id, unit, unit_path, unit_name, submission, people, reference, share_bp,"
                        + " share_fen, total_fen, received_fen, starts_at_fen, due_on, paid_on, covered_on, raised_by, raised_at)");
        tables.open("bill_part", "contribution.bill_part (fund, bill, no, payer, reference, amount_fen, received_fen)");
        tables.open(
                "credit",
                "contribution.credit (fund, id, serial_year, bank_serial, amount_fen, applied_fen, payer, remark,"
                        + " value_date, unit_path, created_at)");
        tables.open(
                "allocation", "contribution.allocation (fund, id, credit, bill, amount_fen, parts, part_fen, made_at)");
        tables.open("receipt", "contribution.receipt (fund, number, bill, turn, amount_fen, issued_at)");
        tables.open("receipt_number", "contribution.receipt_number (fund, year, last)");
    }

    private Copying table(String name) {
        return tables.get(name);
    }

    private void unit(Workplace unit) {
        table("unit")
                .row(
                        fund,
                        ProvinceLoad.unitId(unit),
                        unit.code(),
                        unit.name(),
                        unit.kind().name(),
                        unit.county(),
                        load.path(unit),
                        unit.staff(),
                        "{}",
                        array(unit.shares().allBasisPoints()),
                        array(unit.shares().allFenEach()),
                        ProvinceLoad.noon(LocalDate.of(Province.FIRST_YEAR, 1, 2)));
    }

    private static String array(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private void person(Member member, LocalDate day) {
        String card = member.card() == null ? "null" : '"' + member.card() + '"';
        String bank =
                member.card() == null ? "null" : '"' + BANKS.get(member.card().substring(0, 6)) + '"';
        String inside = "{\"bank\":" + bank + ",\"card\":" + card + ",\"idNumber\":\"" + member.idNumber()
                + "\",\"phone\":\"" + member.phone() + "\"}";
        long id = load.personId(member.number());
        table("person")
                .row(
                        fund,
                        id,
                        member.name(),
                        member.sex().name(),
                        PeopleRows.idIndex(load.vault, member.idNumber()),
                        load.vault.index("person.phone", member.phone()),
                        load.vault.seal("person:" + fund + ":" + id, inside.getBytes(StandardCharsets.UTF_8)),
                        ProvinceLoad.noon(day),
                        PeopleRows.initials(member.name()),
                        PeopleRows.tailIndex(load.vault, member.idNumber()));
    }

    /** One unit's roster of one year on its way into the tables. */
    private final class Roster {
        final Workplace unit;
        final int year;
        final long submission;
        final LocalDate matched;
        final String path;
        final Map<Long, Long> peopleOfFee = new TreeMap<>();
        final Map<String, Long> feeOfPlan = new TreeMap<>();
        int people;
        LocalDate coversUntil = LocalDate.MIN;

        Roster(Workplace unit, int year) {
            this.unit = unit;
            this.year = year;
            this.submission = (long) (year - Province.FIRST_YEAR) * province.units() + unit.number() + 1;
            this.matched = stays.coverStarts(unit.number()).minusDays(1).withYear(year);
            this.path = load.path(unit);
        }

        void add(Member member) {
            people++;
            LocalDate start = matched.plusDays(1);
            boolean first = year == Province.FIRST_YEAR || member.number() >= province.persons();
            if (first) {
                person(member, matched);
            }
            LocalDate since = first ? start : start.withYear(Province.FIRST_YEAR);
            long fee = 0;
            for (int p = 0; p < plans.size(); p++) {
                fee += member.units()[p] == 0 ? 0 : cover(member, p, start, since);
            }
            peopleOfFee.merge(fee, 1L, Long::sum);
        }

        private long cover(Member member, int p, LocalDate start, LocalDate since) {
            PlanVersion plan = plans.get(p);
            long fee = plan.fee(member.units()[p]).fen();
            feeOfPlan.merge(plan.code().value(), fee, Long::sum);
            LocalDate ends = plan.joining().termFrom(start).to();
            coversUntil = ends.isAfter(coversUntil) ? ends : coversUntil;
            table("cover")
                    .row(
                            fund,
                            load.coverId(year, member.number(), p),
                            load.personId(member.number()),
                            plan.code().value(),
                            plan.edition(),
                            member.units()[p],
                            ProvinceLoad.unitId(unit),
                            path,
                            submission,
                            people,
                            fee,
                            "ACTIVE",
                            "[" + start + "," + ends + ")",
                            since,
                            since,
                            plan.waiting().endsFor(since, start));
            return fee;
        }

        Money total() {
            return Money.ofFen(
                    feeOfPlan.values().stream().mapToLong(Long::longValue).sum());
        }
    }

    private void year(Workplace unit, int year) {
        Roster roster = new Roster(unit, year);
        province.roster(unit, year, roster::add);
        table("submission")
                .row(
                        fund,
                        roster.submission,
                        ProvinceLoad.unitId(unit),
                        roster.path,
                        "HISTORY",
                        roster.matched.plusDays(1),
                        roster.people,
                        roster.total().fen(),
                        "ACTIVE",
                        load.staff(0),
                        ProvinceLoad.noon(roster.matched.minusDays(1)),
                        roster.matched,
                        roster.coversUntil);
        bill(roster);
    }

    private void bill(Roster roster) {
        long bill = roster.submission * 3;
        List<PeopleFee> fees = roster.peopleOfFee.entrySet().stream()
                .map(each -> new PeopleFee(Money.ofFen(each.getKey()), each.getValue()))
                .toList();
        Shares shares = roster.unit.shares().split(fees);
        long total = roster.total().fen();
        table("bill")
                .row(
                        fund,
                        bill,
                        ProvinceLoad.unitId(roster.unit),
                        roster.path,
                        roster.unit.name(),
                        roster.submission,
                        roster.people,
                        reference(bill),
                        array(roster.unit.shares().allBasisPoints()),
                        array(roster.unit.shares().allFenEach()),
                        total,
                        total,
                        total,
                        roster.matched.plusDays(14),
                        roster.matched,
                        roster.matched,
                        load.staff(0),
                        ProvinceLoad.noon(roster.matched.minusDays(1)));
        List<Long> parts = new ArrayList<>();
        List<Payer> payers = new ArrayList<>(roster.unit.shares().byPayer().keySet());
        for (Payer payer : payers) {
            long part = shares.of(payer).fen();
            long number = payers.size() == 1 ? bill : bill + 1 + parts.size();
            parts.add(part);
            table("bill_part").row(fund, bill, parts.size(), payer.name(), reference(number), part, part);
        }
        money(roster, bill, parts);
        post(roster, bill);
    }

    private void money(Roster roster, long bill, List<Long> parts) {
        long total = roster.total().fen();
        List<Integer> numbers = new ArrayList<>();
        List<Long> amounts = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) > 0) {
                numbers.add(i + 1);
                amounts.add(parts.get(i));
            }
        }
        table("credit")
                .row(
                        fund,
                        roster.submission,
                        roster.matched.getYear(),
                        "SL" + roster.submission,
                        total,
                        total,
                        roster.unit.name(),
                        "互助会费 " + reference(bill),
                        roster.matched,
                        roster.path,
                        ProvinceLoad.noon(roster.matched));
        table("allocation")
                .row(
                        fund,
                        roster.submission,
                        roster.submission,
                        bill,
                        total,
                        array(numbers),
                        array(amounts),
                        ProvinceLoad.noon(roster.matched));
        int number = ++receipts[roster.year - Province.FIRST_YEAR];
        table("receipt")
                .row(
                        fund,
                        String.format("%d-%06d", roster.year, number),
                        bill,
                        1,
                        total,
                        ProvinceLoad.noon(roster.matched));
    }

    private void post(Roster roster, long bill) {
        String party = "unit:" + ProvinceLoad.unitId(roster.unit);
        List<Posting.Part> byPlan = roster.feeOfPlan.entrySet().stream()
                .map(fee -> new Posting.Part(Money.ofFen(fee.getValue()), roster.path, fee.getKey()).with(party))
                .toList();
        LocalDate raised = roster.matched.minusDays(1);
        load.post(Posting.of(Template.BILL_RAISED, "bill:" + bill, raised, ProvinceLoad.noon(raised), byPlan));
        load.post(Posting.of(
                Template.FEE_RECEIVED,
                "credit:" + roster.submission,
                roster.matched,
                ProvinceLoad.noon(roster.matched),
                List.of(new Posting.Part(roster.total(), roster.path, "").with(party))));
    }

    /** As the product refers to bills: fund, number and two check digits modulo 97. */
    private String reference(long bill) {
        String digits = String.format("%02d%09d", fund, bill);
        return "HZ" + digits + String.format("%02d", 98 - Long.parseLong(digits) * 100 % 97);
    }
}
