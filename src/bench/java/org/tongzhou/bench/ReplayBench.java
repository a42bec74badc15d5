package org.tongzhou.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.Tongzhou;
import org.tongzhou.catalogue.DraftId;
import org.tongzhou.catalogue.Drafts;
import org.tongzhou.catalogue.Replay;
import org.tongzhou.catalogue.Replays;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Vault;
import org.tongzhou.organisation.Unit;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.TestGround;

/**
 * {@code ./bench replay [claims]}: decided hospital claims of a fund (100,000) in an embedded database, replayed under a
 * draft with a lower rate, against bare reading of the same rows. Facts are sealed as they are in life. What stays in use after collections is told;
 * with a tenth of the claims it must be about the same.
 */
final class ReplayBench {
    private static final String FUND = "42";
    private static final long FIRST = 1_000_000;
    private static final int BATCH = 5_000;

    private final JdbcClient jdbc;
    private final Vault vault;
    private final TransactionTemplate transaction;
    private final Unit unit;
    private final SplittableRandom random = new SplittableRandom(17);

    private ReplayBench(ConfigurableApplicationContext house) {
        jdbc = house.getBean(JdbcClient.class);
        vault = house.getBean(Vault.class);
        transaction = house.getBean(TransactionTemplate.class);
        unit = house.getBean(TestData.class).unit(TestData.DAYE);
    }

    static void run(String[] args) throws Exception {
        int claims = Given.at(args, 0, 100_000);
        try (ConfigurableApplicationContext house = new SpringApplicationBuilder(Tongzhou.class, TestGround.class)
                .profiles("test")
                .properties(
                        "server.port=0",
                        "tongzhou.database=given",
                        "tongzhou.jobs=false",
                        "tongzhou.heads=target/heads/bench")
                .run()) {
            ReplayBench bench = new ReplayBench(house);
            double made = Pairs.seconds(() -> bench.fill(claims));
            Pairs.say("# %,d decided claims made in %.1f s", claims, made);
            bench.measure(house.getBean(Drafts.class), house.getBean(Replays.class), claims);
        }
    }

    private void measure(Drafts drafts, Replays replays, int claims) throws Exception {
        Actor maker =
                new Actor(1, "bench", Scope.province(TestData.FUND), Set.of(Role.PLAN_DESIGNER), new PersonId(1), null);
        DraftId id = drafts.start(maker, new PlanCode("hospital"), TestData.NOW);
        var draft = drafts.find(maker, id);
        String lower = draft.text().replace("rate: 70%", "rate: 65%");
        drafts.save(maker, draft.with(lower, draft.cases(), ""), TestData.NOW);
        Pairs.compare(
                "replay",
                5,
                () -> Pairs.seconds(this::read),
                () -> Pairs.seconds(() -> {
                    Replay replay = replays.run(maker, id, Duration.ofMinutes(5), TestData.NOW);
                    if (!replay.isDone() || replay.done() != claims) {
                        throw new IllegalStateException("replayed " + replay);
                    }
                }));
        try (LiveHeap heap = new LiveHeap()) {
            Replay last = replays.run(maker, id, Duration.ofMinutes(5), TestData.NOW);
            Pairs.say(
                    "# %,d claims, %,d get less, now %s, draft %s; the run itself took %d ms",
                    last.done(),
                    last.effect().less(),
                    last.effect().sums().now(),
                    last.effect().sums().draft(),
                    last.took().toMillis());
            Pairs.say("# at most %d MB in use after a collection, house and all", heap.megabytes());
        }
    }

    /** The least that a replay could do: the same rows and their sealed facts through the driver, a page at a time. */
    private void read() {
        long[] bytes = new long[1];
        transaction.executeWithoutResult(status -> jdbc.sql("""
                        select c.id, c.person, c.plan_version, c.amount_fen, e.facts, v.units, v.cover, p.sex
                        from claim.claim c
                        join claim.event_case e on e.fund = c.fund and e.id = c.case_id
                        join enrolment.cover v on v.fund = c.fund and v.id = c.cover
                        join person.person p on p.fund = c.fund and p.id = c.person
                        where c.fund = 42 and c.plan = 'hospital'
                        """)
                .withFetchSize(2_000)
                .query(row -> {
                    bytes[0] += row.getBytes("facts").length + row.getLong("amount_fen");
                }));
        if (bytes[0] == 0) {
            throw new IllegalStateException("nothing read");
        }
    }

    private void fill(int claims) {
        rows("""
                insert into person.person (fund, id, name, sex, id_index, sealed, created_at) overriding system value
                select 42, %d + n, '测算', case when n %% 2 = 0 then 'MALE' else 'FEMALE' end,
                    sha256(int8send(n)), sha256(int8send(n)) || sha256(int8send(n)), now()
                from generate_series(1, %d) n
                """.formatted(FIRST, claims / 2 + 1));
        rows("""
                insert into enrolment.submission (fund, id, unit, unit_path, kind, effective_day, people, total_fen, state,
                    enrolled_by, enrolled_at, matched_on) overriding system value
                values (42, 999999, %d, '%s', 'HISTORY', '2026-01-01', %d, 0, 'ACTIVE', %d, now(),
                    '2025-12-31')
                """.formatted(unit.id().value(), unit.path(), claims, FIRST + 1));
        rows("""
                insert into enrolment.cover (fund, id, person, plan, edition, units, unit, unit_path, submission, row_number,
                    fee_fen, state, cover, first_joined, continuous_since, waiting_until) overriding system value
                select 42, %1$d + n, %1$d + n, 'hospital', '2025', 1, %3$d, '%4$s', 999999, n, 9500,
                    'ACTIVE', '[2026-01-01,2027-01-01)', '2025-01-01', '2025-01-01', '2025-01-31'
                from generate_series(1, %2$d) n
                """.formatted(FIRST, claims / 2 + 1, unit.id().value(), unit.path()));
        for (int from = 0; from < claims; from += BATCH) {
            cases(from, Math.min(claims, from + BATCH));
        }
        rows("analyze");
    }

    /** Two claims a person, months apart. */
    private void cases(int from, int to) {
        List<Long> ids = new ArrayList<>();
        List<byte[]> facts = new ArrayList<>();
        List<Long> amounts = new ArrayList<>();
        for (int n = from; n < to; n++) {
            long id = FIRST + n;
            long inScope = 10_000 + random.nextInt(2_000_000);
            ids.add(id);
            facts.add(vault.seal("claim.event_case:" + FUND + ":" + id, facts(n, inScope)));
            amounts.add(Math.round(inScope * 0.7));
        }
        jdbc.sql("""
                        with given as (select * from unnest(:ids::bigint[], :facts::bytea[], :amounts::bigint[])
                            as g (id, facts, amount)),
                        cases as (insert into claim.event_case (fund, id, number, person, unit, unit_path, kind, state,
                            facts, opened_by, opened_at, saved_at, submitted_at) overriding system value
                            select 42, id, 'E' || id, 1000001 + (id - 1000000) / 2, :unit, :path,
                                'HOSPITAL', 'OPEN', facts, 1, now(), now(), now()
                            from given)
                        insert into claim.claim (fund, id, case_id, number, person, unit, unit_path, plan, plan_version, cover,
                            lump_sum, state, level, levels, sampled, amount_fen, decision, accepted_on, promised_from, due_on, filed_at)
                            overriding system value
                        select 42, id, id, 'C' || id, 1000001 + (id - 1000000) / 2, :unit, :path,
                            'hospital', '2025', 1000001 + (id - 1000000) / 2, false, 'CLOSED', 'COUNTY', '{COUNTY}', false,
                            amount, '\\x00', '2026-06-01', '2026-06-01', '2026-06-10', now()
                        from given
                        """)
                .param("ids", ids.toArray(Long[]::new))
                .param("facts", facts.toArray(byte[][]::new))
                .param("unit", unit.id().value())
                .param("path", unit.path())
                .param("amounts", amounts.toArray(Long[]::new))
                .update();
    }

    private static byte[] facts(int n, long inScope) {
        String day = n % 2 == 0 ? "2026-02-01" : "2026-04-02";
        StringBuilder json = new StringBuilder("{");
        for (String[] field : new String[][] {
            {"from", day},
            {"to", day},
            {"total", "" + inScope},
            {"pool", "0"},
            {"other", "0"},
            {"account", "0"},
            {"cash", "" + inScope},
            {"selfScope", "" + inScope},
            {"selfOut", "0"},
            {"diag", "胆囊结石 K80.2"}
        }) {
            json.append(json.length() == 1 ? "" : ",")
                    .append("\"" + field[0] + "\":{\"value\":\"" + field[1] + "\",\"read\":\"" + field[1]
                            + "\",\"doubtful\":false,\"confirmed\":true}");
        }
        return json.append("}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void rows(String sql) {
        jdbc.sql(sql).update();
    }
}
