package org.tongzhou.testing.province;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.CountedAhead;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Vault;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Posting;
import org.tongzhou.organisation.Divisions;
import org.tongzhou.organisation.NewUnit;
import org.tongzhou.organisation.UnitRegister;
import org.tongzhou.plan.PlanVersion;

/**
 * Puts a province into the product's own tables as it stands on 10 February 2026: people sealed and indexed, covers of two
 * years in force, bills paid, benefits decided and paid, the books in agreement with all of it. Only into a database without
 * units; rows go in by COPY past triggers, the books by their own door.
 */
public final class ProvinceLoad {
    private static final int POST_AT_ONCE = 5_000;

    final FundId fund;
    final Province province;
    final Vault vault;
    final DataSource database;
    final Divisions divisions;
    final Map<String, PlanVersion> plans;
    private final long firstPerson;
    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Collection<CountedAhead> counts;
    private final List<Posting> postings = new ArrayList<>();
    private final Map<String, String> paths = new HashMap<>();

    public ProvinceLoad(ApplicationContext house, Province province) {
        this.fund = house.getBean(FundId.class);
        this.province = province;
        this.vault = house.getBean(Vault.class);
        this.database = house.getBean(DataSource.class);
        this.divisions = house.getBean(Divisions.class);
        this.jdbc = house.getBean(JdbcClient.class);
        this.firstPerson = jdbc.sql("select coalesce(max(id), 0) + 1 from person.person")
                .query(Long.class)
                .single();
        this.ledger = house.getBean(Ledger.class);
        this.counts = house.getBeansOfType(CountedAhead.class).values();
        this.plans = house.getBean(Plans.class).openOn(fund, LocalDate.of(Province.FIRST_YEAR, 1, 10)).stream()
                .collect(Collectors.toMap(plan -> plan.code().value(), Function.identity()));
    }

    /** The units alone, so that their rosters can be handed in. */
    public static void units(ApplicationContext house, Province province) {
        UnitRegister units = house.getBean(UnitRegister.class);
        FundId fund = house.getBean(FundId.class);
        Actor system = new Actor(0, "system", Scope.province(fund), Set.of(Role.ADMIN), null, null);
        for (int u = 0; u < province.units(); u++) {
            Workplace unit = province.unit(u);
            units.register(
                    system,
                    new NewUnit(unit.code(), unit.name(), unit.kind(), unit.county(), unit.staff(), unit.shares()),
                    noon(LocalDate.of(Province.FIRST_YEAR, 1, 2)));
        }
    }

    /** Answers how many rows went in, by table. */
    public Map<String, Long> run() throws SQLException {
        if (jdbc.sql("select exists (select from organisation.unit)")
                .query(Boolean.class)
                .single()) {
            throw new IllegalStateException("there are units in this database already");
        }
        Map<String, Long> rows = new HashMap<>();
        List<String> indexes = dropIndexes();
        rows.putAll(new EnrolledRows(this).load());
        rows.putAll(new ClaimRows(this).load());
        flush(1);
        indexes.forEach(index -> jdbc.sql("set maintenance_work_mem = '1GB'; " + index + "; reset maintenance_work_mem")
                .update());
        setSequences();
        noteEndings();
        jdbc.sql("analyze").update();
        jdbc.sql("select enrolment.count_joined_anew(), claim.count_decided_anew(), payment.count_paid_anew()")
                .query(row -> {});
        counts.forEach(figures -> figures.countMarked(fund));
        return rows;
    }

    /** The indexes that are not a key's, of the two large tables; building them afterwards takes a third of the time. */
    private List<String> dropIndexes() {
        List<String> made = new ArrayList<>();
        jdbc.sql("""
                        select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
                        where i.indrelid in ('enrolment.cover'::regclass, 'person.person'::regclass) and not i.indisprimary
                          and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
                        """).query(row -> {
            made.add(row.getString("made"));
        });
        jdbc.sql("""
                        select i.indexrelid::regclass::text from pg_index i
                        where i.indrelid in ('enrolment.cover'::regclass, 'person.person'::regclass) and not i.indisprimary
                          and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
                        """)
                .query(String.class)
                .list()
                .forEach(name -> jdbc.sql("drop index " + name).update());
        return made;
    }

    void post(Posting posting) {
        postings.add(posting);
        flush(POST_AT_ONCE);
    }

    private void flush(int least) {
        if (postings.size() >= least) {
            ledger.postAll(fund, postings);
            postings.clear();
        }
    }

    /** As a trigger does where covers are not copied past it. */
    private void noteEndings() {
        jdbc.sql("""
                        insert into enrolment.ending (fund, submission, ends)
                        select distinct fund, submission, upper(cover) from enrolment.cover where state = 'ACTIVE'
                        """).update();
    }

    /** The identity columns go on after the last id that was given; a bill takes the numbers of its parts too. */
    private void setSequences() {
        for (String table : List.of(
                "organisation.unit",
                "person.person",
                "enrolment.submission",
                "enrolment.cover",
                "contribution.bill",
                "contribution.credit",
                "contribution.allocation",
                "contribution.receipt",
                "claim.event_case",
                "claim.claim",
                "claim.step",
                "payment.batch",
                "payment.instruction",
                "payment.instruction_event")) {
            jdbc.sql("select setval(pg_get_serial_sequence('" + table + "', 'id'), coalesce((select max(id) from "
                            + table + "), 0) + 10, false)")
                    .query(Long.class)
                    .single();
        }
    }

    String path(Workplace unit) {
        return paths.computeIfAbsent(unit.county(), county -> divisions.pathOf(fund, county)) + "u" + unitId(unit)
                + "/";
    }

    static long unitId(Workplace unit) {
        return unit.number() + 1L;
    }

    /** After the staff that a new database has. */
    long personId(long member) {
        return firstPerson + member;
    }

    /** Of two years, each with four plans a person; not all are there. */
    long coverId(int year, long member, int plan) {
        return ((year - Province.FIRST_YEAR) * province.everybody() + member) * Province.PLANS.size() + plan + 1;
    }

    /** People of the union's own staff, after all members. */
    long staff(int which) {
        return personId(province.everybody() + which);
    }

    static Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(FundClock.ZONE).toInstant();
    }
}
