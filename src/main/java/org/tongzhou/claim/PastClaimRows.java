package org.tongzhou.claim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.adjudication.ClaimFacts;
import org.tongzhou.adjudication.CoverFacts;
import org.tongzhou.adjudication.Findings;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.adjudication.UsedSoFar;
import org.tongzhou.catalogue.PastClaim;
import org.tongzhou.catalogue.PastClaims;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.enrolment.Cover;
import org.tongzhou.enrolment.CoverId;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Units;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/** Decided claims as the rules see them, a page in a few set-based reads; sealed facts are opened here and go no further. */
@Component
class PastClaimRows implements PastClaims {
    private static final String DECIDED = "c.state in ('APPROVED', 'RETURNED', 'PAID', 'CLOSED', 'REFUSED')";

    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final Covers covers;
    private final People people;
    private final Units units;
    private final Plans plans;

    PastClaimRows(JdbcClient jdbc, Sealing sealing, Covers covers, People people, Units units, Plans plans) {
        this.plans = plans;
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.covers = covers;
        this.people = people;
        this.units = units;
    }

    private record Row(
            ClaimId id,
            PersonId person,
            String edition,
            CoverId cover,
            boolean difference,
            boolean refused,
            Money granted,
            boolean cameBack,
            ClaimFacts facts) {}

    @Override
    public long count(FundId fund, PlanCode plan) {
        return jdbc.sql("select count(*) from claim.claim c where c.fund = :fund and c.plan = :plan and " + DECIDED)
                .param("fund", fund.code())
                .param("plan", plan.value())
                .query(Long.class)
                .single();
    }

    @Override
    public List<PastClaim> after(FundId fund, PlanCode plan, Place place, int most) {
        List<Row> rows = rows(fund, plan, place, most);
        List<PersonId> persons = rows.stream().map(Row::person).distinct().toList();
        Map<CoverId, Cover> held =
                covers.all(fund, rows.stream().map(Row::cover).toList());
        Map<PersonId, Sex> sexes = people.sexes(fund, persons);
        Map<Long, Map<LimitKey, Long>> elsewhere = elsewhere(fund, plan, rows);
        List<PastClaim> claims = new ArrayList<>();
        for (Row row : rows) {
            UsedSoFar used = new UsedSoFar(elsewhere.getOrDefault(row.id().value(), Map.of()));
            claims.add(new PastClaim(
                    row.id().value(),
                    row.person(),
                    row.edition(),
                    cover(held.get(row.cover()), sexes.get(row.person())),
                    row.facts(),
                    used,
                    row.difference(),
                    row.refused(),
                    row.granted(),
                    row.cameBack()));
        }
        return claims;
    }

    private static CoverFacts cover(@Nullable Cover cover, @Nullable Sex sex) {
        Cover held = Objects.requireNonNull(cover, "a claim has its cover");
        Cover.Period period = Objects.requireNonNull(held.period(), "a claimed cover has a period");
        return new CoverFacts(
                        held.plan(), held.units(), period.term(), period.continuousSince(), Objects.requireNonNull(sex))
                .counting(period.waitingUntil());
    }

    private List<Row> rows(FundId fund, PlanCode plan, Place place, int most) {
        Set<String> byDiagnosis = byDiagnosis(fund, plan);
        return jdbc.sql("""
                        select c.id, c.case_id, c.person, c.plan_version, c.cover, c.state, c.amount_fen, c.finding, c.follows, r.fen >= c.amount_fen as came_back,
                            e.submitted_at, e.kind, e.facts,
                            array(select distinct kind from claim.case_paper p
                                where p.fund = c.fund and p.case_id = c.case_id) as papers
                        from claim.claim c join claim.event_case e on e.fund = c.fund and e.id = c.case_id
                        left join recovery.v_recovered r on r.fund = c.fund and r.cause = 'claim:' || c.id
                        where c.fund = :fund and c.plan = :plan and (c.person, c.id) > (:person, :claim) and\s""" + DECIDED + """

                        order by c.person, c.id limit :most
                        """)
                .param("fund", fund.code())
                .param("plan", plan.value())
                .param("person", place.person())
                .param("claim", place.claim())
                .param("most", most)
                .query((row, n) -> row(fund, byDiagnosis.contains(row.getString("plan_version")), row))
                .list();
    }

    /** The editions of a plan that were decided by the day of first diagnosis. */
    private Set<String> byDiagnosis(FundId fund, PlanCode plan) {
        return plans.editions(fund, plan).stream()
                .filter(PlanVersion::goesByDiagnosis)
                .map(PlanVersion::edition)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Row row(FundId fund, boolean byDiagnosis, ResultSet row) throws SQLException {
        ClaimId id = new ClaimId(row.getLong("id"));
        boolean refused = ClaimState.valueOf(row.getString("state")) == ClaimState.REFUSED;
        return new Row(
                id,
                new PersonId(row.getLong("person")),
                row.getString("plan_version"),
                new CoverId(row.getLong("cover")),
                ClaimRows.id(row, "follows") != null,
                refused,
                refused ? Money.ZERO : Money.ofFen(row.getLong("amount_fen")),
                row.getBoolean("came_back"),
                facts(fund, id, byDiagnosis, row));
    }

    private ClaimFacts facts(FundId fund, ClaimId id, boolean byDiagnosis, ResultSet row) throws SQLException {
        CaseId eventCase = new CaseId(row.getLong("case_id"));
        Set<PaperKind> papers = ClaimRows.strings(row.getArray("papers")).stream()
                .map(PaperKind::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        ToldFacts told = new ToldFacts(
                eventCase,
                EventKind.valueOf(row.getString("kind")),
                sealing.facts(fund, eventCase, row.getBytes("facts")),
                papers);
        byte[] finding = row.getBytes("finding");
        Findings findings =
                Judging.findings(finding == null ? null : sealing.text(Sealing.findingPlace(fund, id), finding));
        LocalDate filedOn = FundClock.dayOf(row.getTimestamp("submitted_at").toInstant());
        return (byDiagnosis ? told.asDiagnosed() : told).facts(new Judging.Question(filedOn, findings, false));
    }

    /** What earlier claims of the same people under other plans use of limits that plans may share, by claim, as a decision counts it. */
    private Map<Long, Map<LimitKey, Long>> elsewhere(FundId fund, PlanCode plan, List<Row> rows) {
        Map<Long, Map<LimitKey, Long>> used = new HashMap<>();
        jdbc.sql("""
                        select own.id, u.limit_name, u.period, sum(l.fen)::bigint as fen
                        from claim.claim own join (""" + UsedStore.LEFT + """
                            ) on c.fund = own.fund and c.person = own.person and c.plan <> own.plan and c.id < own.id
                                and\s""" + UsedStore.counts("c") + """

                        where own.fund = :fund and own.plan = :plan and own.id = any(:claims)
                        group by own.id, u.limit_name, u.period
                        """)
                .param("fund", fund.code())
                .param("plan", plan.value())
                .param("claims", rows.stream().map(row -> row.id().value()).toArray(Long[]::new))
                .query(row -> {
                    LimitKey key = new LimitKey(row.getString("limit_name"), row.getString("period"));
                    used.computeIfAbsent(row.getLong("id"), claim -> new TreeMap<>())
                            .put(key, row.getLong("fen"));
                });
        return used;
    }

    @Override
    public Money fees(FundId fund, PlanCode plan) {
        return covers.fees(fund, plan);
    }

    @Override
    public List<Charged> charged(FundId fund, PlanCode plan) {
        return covers.charged(fund, plan).stream()
                .map(it -> new Charged(it.edition(), it.units(), it.covers(), it.fees()))
                .toList();
    }

    @Override
    public Map<Long, Label> labels(FundId fund, Collection<Long> claims) {
        record Found(long id, String number, PersonId person, UnitId unit) {}
        List<Found> found = jdbc.sql("""
                        select id, number, person, unit from claim.claim where fund = :fund and id = any(:claims)
                        """)
                .param("fund", fund.code())
                .param("claims", claims.toArray(Long[]::new))
                .query((row, n) -> new Found(
                        row.getLong("id"),
                        row.getString("number"),
                        new PersonId(row.getLong("person")),
                        new UnitId(row.getLong("unit"))))
                .list();
        Map<PersonId, PersonCard> cards =
                people.cards(fund, found.stream().map(Found::person).toList());
        Map<UnitId, String> names =
                units.names(fund, found.stream().map(Found::unit).distinct().toList());
        Map<Long, Label> labels = new HashMap<>();
        found.forEach(one -> labels.put(
                one.id(),
                new Label(
                        one.number(),
                        Mask.name(
                                cards.containsKey(one.person())
                                        ? cards.get(one.person()).name()
                                        : ""),
                        names.getOrDefault(one.unit(), ""))));
        return labels;
    }
}
