package org.tongzhou.contribution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Share;
import org.tongzhou.organisation.UnitFlag;
import org.tongzhou.organisation.UnitKind;

@Component
class ProgrammeStore {
    private static final String INSERT = """
            insert into contribution.programme (fund, name, giver, path, kinds, most_staff, flags, relieves,
                share_bp, each_fen, first_day, last_day, budget_fen, unit_most_fen, proposed_by, proposed_at)
            values (:fund, :name, :giver, :path, :kinds::text[], :staff, :flags::text[], :relieves,
                :percent, :each, :first, :last, :budget, :unitMost, :by, :at)
            returning id
            """;

    private final JdbcClient jdbc;

    ProgrammeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ProgrammeId insert(FundId fund, NewProgramme terms, PersonId by, Instant now) {
        return new ProgrammeId(jdbc.sql(INSERT)
                .param("fund", fund.code())
                .param("name", terms.name())
                .param("giver", terms.giver().name())
                .param("path", terms.path())
                .param("kinds", names(terms.kinds()))
                .param("staff", terms.mostStaff(), Types.INTEGER)
                .param("flags", names(terms.flags()))
                .param("relieves", terms.relieves().name())
                .param("percent", terms.share() instanceof Share.Percent p ? p.basisPoints() : null, Types.INTEGER)
                .param(
                        "each",
                        terms.share() instanceof Share.Each e ? e.perPerson().fen() : null,
                        Types.BIGINT)
                .param("first", terms.firstDay())
                .param("last", terms.lastDay())
                .param("budget", terms.budget().fen())
                .param(
                        "unitMost",
                        terms.unitMost() == null ? null : terms.unitMost().fen(),
                        Types.BIGINT)
                .param("by", by.value())
                .param("at", Timestamp.from(now))
                .query(Long.class)
                .single());
    }

    private static String[] names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().toArray(String[]::new);
    }

    boolean isAnyOpen(FundId fund, LocalDate day) {
        return jdbc.sql("""
                        select exists (select from contribution.programme
                            where fund = :fund and agreed_by is not null and stopped_on is null
                              and :day between first_day and last_day and used_fen < budget_fen)
                        """)
                .param("fund", fund.code())
                .param("day", day)
                .query(Boolean.class)
                .single();
    }

    /** Programmes that are agreed, run on the day and are not used up, for units below their path; in id order. */
    List<Programme> open(FundId fund, String unitPath, LocalDate day) {
        return jdbc.sql("""
                        select * from contribution.programme
                        where fund = :fund and agreed_by is not null and stopped_on is null
                          and :day between first_day and last_day and used_fen < budget_fen and starts_with(:path, path)
                        order by id
                        """)
                .param("fund", fund.code())
                .param("day", day)
                .param("path", unitPath)
                .query((row, n) -> programme(row))
                .list();
    }

    /**
     * Takes as much of what is wanted as budget and unit allow, to the last fen. The programme's row is locked until the
     * transaction ends; the unit's row is made with zero first, so that there is something to lock. The locks leave keys
     * alone, since every grant of others points to them.
     */
    Money take(FundId fund, Programme programme, UnitId unit, Money wanted) {
        Money left = lockProgramme(fund, programme.id()).min(lockUnit(fund, programme, unit));
        Money taken = wanted.min(left).max(Money.ZERO);
        if (taken.isPositive()) {
            use(fund, programme.id(), unit, taken);
        }
        return taken;
    }

    private Money lockProgramme(FundId fund, ProgrammeId programme) {
        return Money.ofFen(jdbc.sql("""
                        select case when stopped_on is null then budget_fen - used_fen else 0 end
                        from contribution.programme where fund = :fund and id = :id for no key update
                        """)
                .param("fund", fund.code())
                .param("id", programme.value())
                .query(Long.class)
                .single());
    }

    private Money lockUnit(FundId fund, Programme programme, UnitId unit) {
        Money most = programme.terms().unitMost();
        jdbc.sql("""
                        insert into contribution.programme_unit (fund, programme, unit, most_fen)
                        values (:fund, :programme, :unit, :most) on conflict (fund, programme, unit) do nothing
                        """)
                .param("fund", fund.code())
                .param("programme", programme.id().value())
                .param("unit", unit.value())
                .param("most", most == null ? null : most.fen(), Types.BIGINT)
                .update();
        return Money.ofFen(jdbc.sql("""
                        select coalesce(most_fen - used_fen, :endless) from contribution.programme_unit
                        where fund = :fund and programme = :id and unit = :unit for no key update
                        """)
                .param("fund", fund.code())
                .param("id", programme.id().value())
                .param("unit", unit.value())
                .param("endless", Long.MAX_VALUE)
                .query(Long.class)
                .single());
    }

    /** {@code amount} is negative when it goes back. */
    void use(FundId fund, ProgrammeId programme, UnitId unit, Money amount) {
        jdbc.sql("update contribution.programme set used_fen = used_fen + :amount where fund = :fund and id = :id")
                .param("amount", amount.fen())
                .param("fund", fund.code())
                .param("id", programme.value())
                .update();
        jdbc.sql("""
                        update contribution.programme_unit set used_fen = used_fen + :amount
                        where fund = :fund and programme = :id and unit = :unit
                        """)
                .param("amount", amount.fen())
                .param("fund", fund.code())
                .param("id", programme.value())
                .param("unit", unit.value())
                .update();
    }

    void insertGrant(FundId fund, BillId bill, ProgrammeId programme, Money amount, Instant now) {
        jdbc.sql("""
                        insert into contribution.subsidy_grant (fund, programme, bill, amount_fen, granted_at)
                        values (:fund, :programme, :bill, :amount, :now)
                        """)
                .param("fund", fund.code())
                .param("programme", programme.value())
                .param("bill", bill.value())
                .param("amount", amount.fen())
                .param("now", Timestamp.from(now))
                .update();
    }

    void release(FundId fund, BillId bill, ProgrammeId programme, Money amount) {
        jdbc.sql("""
                        update contribution.subsidy_grant set released_fen = released_fen + :amount
                        where fund = :fund and programme = :programme and bill = :bill
                        """)
                .param("amount", amount.fen())
                .param("fund", fund.code())
                .param("programme", programme.value())
                .param("bill", bill.value())
                .update();
    }

    /** Programmes that reach into the territory, newest first, at most 100. */
    List<Programme> list(Scope scope) {
        return jdbc.sql("""
                        select * from contribution.programme
                        where fund = :fund and (starts_with(:from, path) or path >= :from and path < :upTo)
                        order by id desc limit 100
                        """)
                .param("fund", scope.fund().code())
                .param("from", scope.from())
                .param("upTo", scope.upTo())
                .query((row, n) -> programme(row))
                .list();
    }

    Optional<Programme> find(Scope scope, ProgrammeId id) {
        return jdbc.sql("""
                        select * from contribution.programme
                        where fund = :fund and id = :id and (starts_with(:from, path) or path >= :from and path < :upTo)
                        """)
                .param("fund", scope.fund().code())
                .param("id", id.value())
                .param("from", scope.from())
                .param("upTo", scope.upTo())
                .query((row, n) -> programme(row))
                .optional();
    }

    /** Agreed programmes whose giver has not transferred the whole budget, newest first, at most 200. */
    List<Programme> unfunded(Scope scope) {
        return jdbc.sql("""
                        select * from contribution.programme
                        where fund = :fund and path >= :from and path < :upTo and agreed_by is not null
                          and funded_fen < budget_fen
                        order by id desc limit 200
                        """)
                .param("fund", scope.fund().code())
                .param("from", scope.from())
                .param("upTo", scope.upTo())
                .query((row, n) -> programme(row))
                .list();
    }

    /** What the giver has still to transfer, locked until the transaction ends; nothing before the programme is agreed. */
    Money lockUnfunded(FundId fund, ProgrammeId id) {
        return Money.ofFen(jdbc.sql("""
                        select case when agreed_by is null then 0 else budget_fen - funded_fen end
                        from contribution.programme where fund = :fund and id = :id for no key update
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .query(Long.class)
                .single());
    }

    /** The giver has transferred so much more; less where the amount is negative. */
    Programme fund(FundId fund, ProgrammeId id, Money amount) {
        return jdbc.sql("""
                        update contribution.programme set funded_fen = funded_fen + :amount
                        where fund = :fund and id = :id returning *
                        """)
                .param("amount", amount.fen())
                .param("fund", fund.code())
                .param("id", id.value())
                .query((row, n) -> programme(row))
                .single();
    }

    /** False when somebody has agreed before. */
    boolean agree(FundId fund, ProgrammeId id, PersonId by, Instant now) {
        return jdbc.sql("""
                        update contribution.programme set agreed_by = :by, agreed_at = :now
                        where fund = :fund and id = :id and agreed_by is null and stopped_on is null
                        """)
                        .param("by", by.value())
                        .param("now", Timestamp.from(now))
                        .param("fund", fund.code())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    void stop(FundId fund, ProgrammeId id, LocalDate day) {
        jdbc.sql("""
                        update contribution.programme set stopped_on = :day
                        where fund = :fund and id = :id and stopped_on is null
                        """)
                .param("day", day)
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    /** Who had what, those that had most first, at most 200; as far as the territory reaches. */
    List<Granted> granted(Scope scope, ProgrammeId id) {
        return jdbc.sql("""
                        select b.id, b.reference, b.unit_name, b.people, g.amount_fen - g.released_fen as fen
                        from contribution.subsidy_grant g
                        join contribution.bill b on b.fund = g.fund and b.id = g.bill
                        where g.fund = :fund and g.programme = :id and b.unit_path >= :from and b.unit_path < :upTo
                        order by fen desc, b.id limit 200
                        """)
                .param("fund", scope.fund().code())
                .param("id", id.value())
                .param("from", scope.from())
                .param("upTo", scope.upTo())
                .query((row, n) -> new Granted(
                        new BillId(row.getLong("id")),
                        row.getString("reference"),
                        row.getString("unit_name"),
                        row.getInt("people"),
                        Money.ofFen(row.getLong("fen"))))
                .list();
    }

    private static Programme programme(ResultSet row) throws SQLException {
        Long agreed = row.getObject("agreed_by", Long.class);
        return new Programme(
                new ProgrammeId(row.getLong("id")),
                terms(row),
                Money.ofFen(row.getLong("used_fen")),
                Money.ofFen(row.getLong("funded_fen")),
                new PersonId(row.getLong("proposed_by")),
                agreed == null ? null : new PersonId(agreed),
                row.getObject("stopped_on", LocalDate.class));
    }

    private static NewProgramme terms(ResultSet row) throws SQLException {
        Integer percent = row.getObject("share_bp", Integer.class);
        Long unitMost = row.getObject("unit_most_fen", Long.class);
        return new NewProgramme(
                row.getString("name"),
                Payer.valueOf(row.getString("giver")),
                row.getString("path"),
                set(row, "kinds").stream().map(UnitKind::valueOf).collect(Collectors.toSet()),
                row.getObject("most_staff", Integer.class),
                set(row, "flags").stream().map(UnitFlag::valueOf).collect(Collectors.toSet()),
                Payer.valueOf(row.getString("relieves")),
                percent != null ? new Share.Percent(percent) : new Share.Each(Money.ofFen(row.getLong("each_fen"))),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                Money.ofFen(row.getLong("budget_fen")),
                unitMost == null ? null : Money.ofFen(unitMost));
    }

    private static Set<String> set(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray()).collect(Collectors.toSet());
    }
}
