package org.tongzhou.contribution;

import static org.tongzhou.kernel.SqlArray.each;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Scope;
import org.tongzhou.organisation.Share;

/** Subsidy programmes: proposed, agreed, funded, stopped. */
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

    /**
     * Programmes that are agreed, run on the day and are not used up, for units below their path; in id order. Those that are
     * reserved pay places that are granted, the others all else.
     */
    List<Programme> open(FundId fund, String unitPath, boolean granted, LocalDate day) {
        return jdbc.sql("""
                        select * from contribution.programme
                        where fund = :fund and agreed_by is not null and stopped_on is null
                          and :day between first_day and last_day and used_fen < budget_fen and starts_with(:path, path)
                          and reserved = :granted
                        order by id
                        """)
                .param("fund", fund.code())
                .param("granted", granted)
                .param("day", day)
                .param("path", unitPath)
                .query((row, n) -> ProgrammeRows.programme(row))
                .list();
    }

    /** Programmes that reach into the territory, newest first. */
    List<Programme> list(Scope scope, long before, int limit) {
        return jdbc.sql("""
                        select * from contribution.programme
                        where fund = :fund and id < :before and (starts_with(:from, path) or path >= :from and path < :upTo)
                        order by id desc limit :limit
                        """)
                .params(scope.params())
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> ProgrammeRows.programme(row))
                .list();
    }

    /**
     * Programmes that grant on the day and pay for places already, or lie in the territory and may be given to them: the chosen one,
     * then those whose name contains the text, newest first.
     */
    List<Programme> forPlaces(Scope scope, LocalDate day, Programmes.Choice choice, int limit) {
        return jdbc.sql("""
                        select * from contribution.programme
                        where fund = :fund and agreed_by is not null and stopped_on is null
                          and :day between first_day and last_day and used_fen < budget_fen
                          and relieves = 'WORKER' and each_fen is not null
                          and (reserved and starts_with(:from, path) or path >= :from and path < :upTo)
                          and (strpos(name, :text) > 0 or id = :chosen)
                        order by id <> :chosen, id desc limit :limit
                        """)
                .params(scope.params())
                .param("day", day)
                .param("text", choice.text())
                .param("chosen", choice.chosen())
                .param("limit", limit)
                .query((row, n) -> ProgrammeRows.programme(row))
                .list();
    }

    Map<ProgrammeId, String> names(Scope scope, Collection<ProgrammeId> ids) {
        Map<ProgrammeId, String> names = new HashMap<>();
        jdbc.sql("""
                        select id, name from contribution.programme
                        where fund = :fund and id = any(:ids::bigint[])
                          and (starts_with(:from, path) or path >= :from and path < :upTo)
                        """)
                .params(scope.params())
                .param("ids", each(ids, Long[]::new, ProgrammeId::value))
                .query(row -> {
                    names.put(new ProgrammeId(row.getLong("id")), row.getString("name"));
                });
        return names;
    }

    Optional<Programme> find(Scope scope, ProgrammeId id) {
        return jdbc.sql("""
                        select * from contribution.programme
                        where fund = :fund and id = :id and (starts_with(:from, path) or path >= :from and path < :upTo)
                        """)
                .params(scope.params())
                .param("id", id.value())
                .query((row, n) -> ProgrammeRows.programme(row))
                .optional();
    }

    /** What may be meant: these, those whose name stands in one of these words, those that await one of these sums. */
    record Meant(List<ProgrammeId> ids, List<String> words, List<Money> sums) {
        static Meant by(List<ProgrammeId> ids) {
            return new Meant(ids, List.of(), List.of());
        }
    }

    /** Agreed programmes that may be meant and whose giver has not transferred the whole budget, newest first. */
    List<Programme> unfunded(Scope scope, Meant meant) {
        return jdbc.sql("""
                        select * from contribution.programme p
                        where fund = :fund and path >= :from and path < :upTo and agreed_by is not null
                          and funded_fen < budget_fen
                          and (id = any(:ids) or budget_fen - funded_fen = any(:sums)
                            or exists (select from unnest(:words::text[]) w (words) where position(p.name in w.words) > 0))
                        order by id desc
                        """)
                .params(scope.params())
                .param("ids", meant.ids().stream().map(ProgrammeId::value).toArray(Long[]::new))
                .param("sums", meant.sums().stream().map(Money::fen).toArray(Long[]::new))
                .param("words", meant.words().toArray(String[]::new))
                .query((row, n) -> ProgrammeRows.programme(row))
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
                .query((row, n) -> ProgrammeRows.programme(row))
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

    void reserve(FundId fund, ProgrammeId id) {
        jdbc.sql("update contribution.programme set reserved = true where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
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
}
