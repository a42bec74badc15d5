package org.tongzhou.recovery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Turn;
import org.tongzhou.recovery.Recovery.Appeal;
import org.tongzhou.recovery.Recovery.Hand;
import org.tongzhou.recovery.Recovery.Instalment;
import org.tongzhou.recovery.Recovery.State;
import org.tongzhou.recovery.Recovery.WriteOff;
import org.tongzhou.recovery.RecoveryEntry.Kind;
import org.tongzhou.recovery.RecoveryTerms.Reason;

/** Reads demands whole: many with all their parts in two trips. */
@Component
class RecoveryRows {

    private static final String ENTRIES = """
            select e.*, t.reason from recovery.entry e
            left join recovery.taken_back t on t.fund = e.fund and t.entry = e.id
            where e.fund = :fund and e.recovery = any(:ids) order by e.id
            """;

    private static final String OWING = """
            select o.* from (
                select r.id, r.reference, r.payee_name,
                    r.amount_fen - coalesce((select sum(recovery.signed(e.kind, e.amount_fen))
                        from recovery.entry e where e.fund = r.fund and e.recovery = r.id), 0)::bigint as left_fen
                from recovery.recovery r where r.fund = :fund and r.state = 'OPEN') o
            """;

    private static final String REFERRED =
            "exists (select from unnest(:remarks::text[]) w (remark) where position(o.reference in w.remark) > 0)";

    private final JdbcClient jdbc;
    private final Trips trips;
    private final Sealing sealing;

    RecoveryRows(JdbcClient jdbc, Trips trips, Sealing sealing) {
        this.jdbc = jdbc;
        this.trips = trips;
        this.sealing = sealing;
    }

    Optional<Recovery> find(FundId fund, RecoveryId id) {
        return all(fund, "select * from recovery.recovery where fund = :fund and id = :id", Map.of("id", id.value()))
                .stream()
                .findFirst();
    }

    /** The same, and nobody else changes it until the transaction ends. */
    Optional<Recovery> lock(FundId fund, RecoveryId id) {
        return all(
                        fund,
                        "select * from recovery.recovery where fund = :fund and id = :id for update",
                        Map.of("id", id.value()))
                .stream()
                .findFirst();
    }

    /** Those that were confirmed and are about these causes, or paid again under these, locked in the order of their ids. */
    List<Recovery> lockAbout(FundId fund, Collection<String> causes) {
        List<Long> ids = jdbc.sql("""
                        select id from recovery.recovery
                        where fund = :fund and state in ('OPEN', 'SETTLED') and (cause = any(:causes) or id = any(:ids))
                        order by id for update
                        """)
                .param("fund", fund.code())
                .param("causes", causes.toArray(String[]::new))
                .param("ids", causes.stream().flatMap(RecoveryId::ofCause).toArray(Long[]::new))
                .query(Long.class)
                .list();
        return all(
                fund,
                "select * from recovery.recovery where fund = :fund and id = any(:ids) order by id",
                Map.of("ids", ids.toArray(Long[]::new)));
    }

    /** Those to be worked on first, then all else, each the newest first. */
    List<Recovery> list(FundId fund, Turn after, int limit) {
        return all(fund, """
                select * from recovery.recovery
                where fund = :fund and (state in ('PROPOSED', 'OPEN'), id) < (:waits, :id)
                order by state in ('PROPOSED', 'OPEN') desc, id desc limit :limit
                """, Map.of("waits", after.waits(), "id", after.id(), "limit", limit));
    }

    /** Those that were confirmed, newest first, before one of them. */
    List<Recovery> ofPerson(FundId fund, PersonId person, long before, int limit) {
        return all(fund, """
                select * from recovery.recovery
                where fund = :fund and person = :person and confirmed_by is not null and id < :before
                order by id desc limit :limit
                """, Map.of("person", person.value(), "before", before, "limit", limit));
    }

    /** What a person has to pay back still, of all that was confirmed, as part of a trip; no row where nothing ever was. */
    Rows<Money> left(Trip trip, FundId fund, PersonId person) {
        return trip.shared("fund", fund.code())
                .shared("person", person.value())
                .ask("""
                        select sum(r.amount_fen - coalesce((select sum(recovery.signed(e.kind, e.amount_fen))
                            from recovery.entry e where e.fund = r.fund and e.recovery = r.id), 0))::bigint
                        from recovery.recovery r
                        where r.fund = :fund and r.person = :person and r.confirmed_by is not null having count(*) > 0
                        """, (row, n) -> Money.ofFen(row.getLong(1)));
    }

    /** Open ones whose number stands in one of these remarks. */
    List<Repayments.Owing> referred(FundId fund, Collection<String> remarks) {
        return jdbc.sql(OWING + "where " + REFERRED + " order by o.id desc")
                .param("fund", fund.code())
                .param("remarks", remarks.toArray(String[]::new))
                .query(RecoveryRows::owing)
                .list();
    }

    /** Those, and whoever owes one of these sums or has one of these names. */
    List<Repayments.Owing> meant(FundId fund, Collection<Repayments.Hint> hints) {
        return jdbc.sql(OWING + "where " + REFERRED + """
                         or o.left_fen = any(:sums) or o.payee_name = any(:names) order by o.id desc
                        """)
                .param("fund", fund.code())
                .param("remarks", hints.stream().map(Repayments.Hint::remark).toArray(String[]::new))
                .param("sums", hints.stream().map(hint -> hint.sum().fen()).toArray(Long[]::new))
                .param("names", hints.stream().map(Repayments.Hint::payeeName).toArray(String[]::new))
                .query(RecoveryRows::owing)
                .list();
    }

    private static Repayments.Owing owing(ResultSet row, int n) throws SQLException {
        return new Repayments.Owing(
                new RecoveryId(row.getLong("id")),
                row.getString("reference"),
                row.getString("payee_name"),
                Money.ofFen(row.getLong("left_fen")));
    }

    /** How often a credit was noted by hand under this reference, taken back or not. */
    int notes(FundId fund, String reference) {
        return jdbc.sql("""
                        select count(*) from recovery.entry where fund = :fund and kind = 'RECEIVED'
                            and cause >= 'bank:' || :reference and cause < 'bank:' || :reference || '$'
                        """)
                .param("fund", fund.code())
                .param("reference", reference)
                .query(Integer.class)
                .single();
    }

    Optional<PersonId> enteredBy(FundId fund, long entry) {
        return jdbc.sql(
                        "select by_person from recovery.entry where fund = :fund and id = :id and by_person is not null")
                .param("fund", fund.code())
                .param("id", entry)
                .query((row, n) -> new PersonId(row.getLong(1)))
                .optional();
    }

    /** Whether somebody proposed or confirmed the demand, entered what settles it, or had to do with giving it up. */
    boolean hasActed(FundId fund, RecoveryId id, PersonId person) {
        return jdbc.sql("select recovery.has_acted(:fund, :id, :person)")
                .param("fund", fund.code())
                .param("id", id.value())
                .param("person", person.value())
                .query(Boolean.class)
                .single();
    }

    /** Those noted by hand and not taken back, with the note nearest to the day. */
    Map<Repayments.Credit, Repayments.Noted> noted(FundId fund, Collection<Repayments.Credit> credits) {
        Map<Repayments.Credit, Repayments.Noted> noted = new HashMap<>();
        jdbc.sql("""
                        select distinct on (t.reference, t.day) t.reference, t.day, e.recovery, e.amount_fen
                        from unnest(:references::text[], :days::date[]) as t (reference, day)
                        join recovery.entry e on e.fund = :fund and e.kind = 'RECEIVED'
                            and e.cause >= 'bank:' || t.reference and e.cause < 'bank:' || t.reference || '$'
                        where abs(e.day - t.day) <= :about and not exists (
                            select from recovery.entry b where b.fund = e.fund and b.recovery = e.recovery
                                and b.kind = 'TAKEN_BACK' and b.cause = 'repayment:' || e.id)
                        order by t.reference, t.day, abs(e.day - t.day), e.id
                        """)
                .param("fund", fund.code())
                .param(
                        "references",
                        credits.stream().map(Repayments.Credit::bankReference).toArray(String[]::new))
                .param(
                        "days",
                        credits.stream().map(each -> each.day().toString()).toArray(String[]::new))
                .param("about", Repayments.Credit.DAYS_ABOUT)
                .query(row -> {
                    noted.put(
                            new Repayments.Credit(row.getString("reference"), row.getObject("day", LocalDate.class)),
                            new Repayments.Noted(
                                    new RecoveryId(row.getLong("recovery")), Money.ofFen(row.getLong("amount_fen"))));
                });
        return noted;
    }

    private List<Recovery> all(FundId fund, String sql, Map<String, ?> asked) {
        List<Head> heads = jdbc.sql(sql)
                .param("fund", fund.code())
                .params(asked)
                .query((row, n) -> head(fund, row))
                .list();
        if (heads.isEmpty()) {
            return List.of();
        }
        Parts parts = parts(fund, heads);
        return heads.stream().map(parts::whole).toList();
    }

    /** A demand without its parts. */
    private record Head(
            RecoveryId id,
            RecoveryTerms terms,
            State state,
            Hand proposed,
            @Nullable Hand confirmed) {}

    private Head head(FundId fund, ResultSet row) throws SQLException {
        return new Head(
                new RecoveryId(row.getLong("id")),
                terms(fund, row),
                State.valueOf(row.getString("state")),
                hand(row, "proposed"),
                row.getObject("confirmed_by") == null ? null : hand(row, "confirmed"));
    }

    private RecoveryTerms terms(FundId fund, ResultSet row) throws SQLException {
        return new RecoveryTerms(
                row.getString("cause"),
                row.getString("reference"),
                new PersonId(row.getLong("person")),
                row.getString("payee_name"),
                row.getString("region"),
                row.getString("plan"),
                Money.ofFen(row.getLong("paid_fen")),
                Money.ofFen(row.getLong("amount_fen")),
                Reason.valueOf(row.getString("reason")),
                sealing.open(fund, row.getString("cause"), row.getBytes("grounds")));
    }

    private static Hand hand(ResultSet row, String verb) throws SQLException {
        return new Hand(
                new PersonId(row.getLong(verb + "_by")),
                row.getString(verb + "_name"),
                row.getObject(verb + "_at", OffsetDateTime.class).toInstant());
    }

    /** What belongs to some demands, by demand. */
    private record Parts(
            Map<Long, List<RecoveryEntry>> entries,
            Map<Long, List<Instalment>> instalments,
            Map<Long, List<Integer>> consents,
            Map<Long, List<WriteOff>> writeOffs,
            Map<Long, List<Appeal>> appeals) {
        Recovery whole(Head head) {
            return new Recovery(
                    head.id(),
                    head.terms(),
                    head.state(),
                    head.proposed(),
                    head.confirmed(),
                    of(entries, head),
                    of(instalments, head),
                    one(consents, head),
                    one(writeOffs, head),
                    one(appeals, head));
        }

        private static <T> List<T> of(Map<Long, List<T>> parts, Head head) {
            return parts.getOrDefault(head.id().value(), List.of());
        }

        private static <T> @Nullable T one(Map<Long, List<T>> parts, Head head) {
            return of(parts, head).stream().findFirst().orElse(null);
        }
    }

    /** A part and the demand it belongs to. */
    private record Part<T>(long recovery, T part) {}

    private Parts parts(FundId fund, List<Head> heads) {
        Trip trip = trips.trip()
                .with("fund", fund.code())
                .with("ids", heads.stream().map(head -> head.id().value()).toArray(Long[]::new));
        Rows<Part<RecoveryEntry>> entries =
                trip.ask(ENTRIES, (row, n) -> new Part<>(row.getLong("recovery"), entry(fund, row)));
        Rows<Part<Instalment>> instalments = ask(trip, "instalment", "no", RecoveryRows::instalment);
        Rows<Part<Integer>> consents = ask(trip, "consent", "recovery", (row, n) -> row.getInt("share_bp"));
        Rows<Part<WriteOff>> writeOffs = ask(trip, "write_off", "recovery", (row, n) -> writeOff(fund, row));
        Rows<Part<Appeal>> appeals = ask(trip, "appeal", "recovery", (row, n) -> appeal(fund, row));
        trip.go();
        return new Parts(by(entries), by(instalments), by(consents), by(writeOffs), by(appeals));
    }

    private static <T> Rows<Part<T>> ask(Trip trip, String table, String order, RowMapper<T> mapper) {
        return trip.ask(
                "select * from recovery." + table + " where fund = :fund and recovery = any(:ids) order by " + order,
                (row, n) -> new Part<>(row.getLong("recovery"), mapper.mapRow(row, n)));
    }

    private static <T> Map<Long, List<T>> by(Rows<Part<T>> parts) {
        return parts.list().stream()
                .collect(Collectors.groupingBy(Part::recovery, Collectors.mapping(Part::part, Collectors.toList())));
    }

    private RecoveryEntry entry(FundId fund, ResultSet row) throws SQLException {
        byte[] why = row.getBytes("reason");
        return new RecoveryEntry(
                row.getLong("id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("cause"),
                Money.ofFen(row.getLong("amount_fen")),
                row.getObject("day", LocalDate.class),
                why == null ? null : sealing.open(fund, "taken_back:" + row.getLong("id"), why));
    }

    private static Instalment instalment(ResultSet row, int n) throws SQLException {
        return new Instalment(
                row.getInt("no"),
                row.getObject("due", LocalDate.class),
                Money.ofFen(row.getLong("amount_fen")),
                Money.ofFen(row.getLong("base_fen")));
    }

    private WriteOff writeOff(FundId fund, ResultSet row) throws SQLException {
        return new WriteOff(
                hand(row, "proposed"),
                sealing.open(fund, "write_off:" + row.getLong("recovery"), row.getBytes("grounds")),
                row.getObject("confirmed_by") != null);
    }

    private Appeal appeal(FundId fund, ResultSet row) throws SQLException {
        long id = row.getLong("recovery");
        byte[] answer = row.getBytes("answer");
        return new Appeal(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                sealing.open(fund, "appeal:" + id, row.getBytes("words")),
                answer == null ? null : sealing.open(fund, "answer:" + id, answer));
    }
}
