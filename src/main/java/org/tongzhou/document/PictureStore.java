package org.tongzhou.document;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.document.picture.Likeness;
import org.tongzhou.document.picture.Quad;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import tools.jackson.databind.json.JsonMapper;

/** What was found about photographs: place of the page, quality, likeness. */
@Component
class PictureStore {
    /** Nearest by coarse bits are looked at closely: the same page is among them, however many share a form. */
    private static final int LOOKED_AT = 40;

    private static final int MOST_ALIKE = 20;

    /** From here two pictures are one page; two sheets of one printing stay below (figures in the safety report). */
    static final double SAME = 0.85;

    private final JdbcClient jdbc;
    private final Trips trips;

    PictureStore(JdbcClient jdbc, Trips trips) {
        this.jdbc = jdbc;
        this.trips = trips;
    }

    void add(FundId fund, PaperId paper, Findings findings) {
        Quality quality = findings.quality();
        Quad page = findings.page();
        String likeness = findings.likeness();
        if (quality == null || page == null || likeness == null) {
            return;
        }
        jdbc.sql("""
                insert into document.picture (fund, paper, page, quality, coarse, likeness, receipt)
                values (?, ?, ?, ?::jsonb, ?, ?, nullif(?, ''))""")
                .params(
                        fund.code(),
                        paper.value(),
                        page.text(),
                        JsonMapper.shared().writeValueAsString(quality),
                        Likeness.parse(likeness).coarse(),
                        likeness,
                        receipt(findings.reading()))
                .update();
    }

    /** Code and number together, when neither is doubtful; else empty. */
    private static String receipt(@Nullable ReceiptReading reading) {
        if (reading == null) {
            return "";
        }
        String both = sure(reading, "code") + "-" + sure(reading, "no");
        return both.matches("[0-9]+-[0-9]+") && both.length() <= 60 && both.length() >= 10 ? both : "";
    }

    private static String sure(ReceiptReading reading, String name) {
        ReceiptReading.Field field = reading.fields().get(name);
        return field == null || field.doubtful() ? "" : field.value();
    }

    void useAnyway(FundId fund, PaperId paper) {
        jdbc.sql(
                        "update document.picture set quality = jsonb_set(quality, '{advice}', '[]') where fund = ? and paper = ?")
                .params(fund.code(), paper.value())
                .update();
    }

    Optional<Quad> page(FundId fund, PaperId paper) {
        return jdbc.sql("select page from document.picture where fund = ? and paper = ?")
                .params(fund.code(), paper.value())
                .query(String.class)
                .optional()
                .map(Quad::parse);
    }

    private record Candidate(PaperId paper, String likeness) {}

    /** Looks for the same page among what is kept already, and keeps what it finds. */
    void compare(FundId fund, PaperId paper) {
        jdbc.sql("select likeness from document.picture where fund = ? and paper = ?")
                .params(fund.code(), paper.value())
                .query(String.class)
                .optional()
                .map(Likeness::parse)
                .ifPresent(own -> compare(fund, paper, own));
    }

    private void compare(FundId fund, PaperId paper, Likeness own) {
        for (Candidate other : nearest(fund, paper, own.coarse())) {
            double near = own.to(Likeness.parse(other.likeness()));
            if (near >= SAME) {
                keep(fund, paper, other.paper(), near);
            }
        }
    }

    private void keep(FundId fund, PaperId paper, PaperId other, double near) {
        jdbc.sql("insert into document.alike (fund, paper, other, likeness) values (?, ?, ?, ?) on conflict do nothing")
                .params(fund.code(), paper.value(), other.value(), near)
                .update();
    }

    /** For each of these papers that has any, those like it. */
    Map<PaperId, List<Alike>> similar(FundId fund, Collection<PaperId> papers) {
        Trip trip = trips.trip();
        Supplier<Map<PaperId, List<Alike>>> similar = similar(trip, fund, papers);
        trip.go();
        return similar.get();
    }

    /** The same as part of a trip, to be had once it is over. */
    Supplier<Map<PaperId, List<Alike>>> similar(Trip trip, FundId fund, Collection<PaperId> papers) {
        Rows<Found> found = trip.shared("fund", fund.code())
                .with("likePapers", papers.stream().map(PaperId::value).toArray(Long[]::new))
                .with("mostAlike", MOST_ALIKE)
                .ask("""
                        select asked.paper, s.* from unnest(:likePapers::bigint[]) as asked (paper) cross join lateral (
                            select p.id, p.owner, max(a.likeness) as likeness
                            from (select other as id, likeness from document.alike where fund = :fund and paper = asked.paper
                                  union all
                                  select paper, likeness from document.alike where fund = :fund and other = asked.paper
                                  union all
                                  select o.id, 1 from document.paper own
                                  join document.paper o on o.fund = own.fund and o.hash = own.hash and o.id <> own.id
                                  where own.fund = :fund and own.id = asked.paper) a
                            join document.paper p on p.fund = :fund and p.id = a.id
                            group by p.id, p.owner order by likeness desc, p.id desc limit :mostAlike) s
                        order by asked.paper, s.likeness desc, s.id desc
                        """, (row, n) -> found(row));
        return () -> found.list().stream()
                .collect(Collectors.groupingBy(Found::paper, Collectors.mapping(Found::alike, Collectors.toList())));
    }

    /** A paper and one that is like it. */
    private record Found(PaperId paper, Alike alike) {}

    private static Found found(ResultSet row) throws SQLException {
        Alike alike = new Alike(
                new PaperId(row.getLong("id")), new PersonId(row.getLong("owner")), row.getDouble("likeness"));
        return new Found(new PaperId(row.getLong("paper")), alike);
    }

    private List<Candidate> nearest(FundId fund, PaperId paper, byte[] coarse) {
        return jdbc.sql("""
                select p.id, c.likeness
                  from document.picture c join document.paper p on p.fund = c.fund and p.id = c.paper
                  join document.picture own on own.fund = c.fund and own.paper = :paper
                 where c.fund = :fund and c.paper <> :paper
                   and (c.receipt is null or own.receipt is null or c.receipt = own.receipt)
                 order by (c.receipt = own.receipt) is not true,
                          bit_count(('x' || encode(c.coarse, 'hex'))::bit(384)
                                  # ('x' || encode(:coarse, 'hex'))::bit(384)), p.id desc
                 limit :most""")
                .param("fund", fund.code())
                .param("paper", paper.value())
                .param("coarse", coarse)
                .param("most", LOOKED_AT)
                .query((row, number) -> new Candidate(new PaperId(row.getLong("id")), row.getString("likeness")))
                .list();
    }
}
