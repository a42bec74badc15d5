package org.tongzhou.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
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

    private static final int MOST_ALIKE = 10;

    /** Above: the same page, or another of the very same form; receipts with other numbers never get here. */
    static final double SAME = 0.72;

    private final JdbcClient jdbc;

    PictureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
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

    Optional<Quality> quality(FundId fund, PaperId paper) {
        return jdbc.sql("select quality::text from document.picture where fund = ? and paper = ?")
                .params(fund.code(), paper.value())
                .query(String.class)
                .optional()
                .map(json -> JsonMapper.shared().readValue(json, Quality.class));
    }

    Optional<Quad> page(FundId fund, PaperId paper) {
        return jdbc.sql("select page from document.picture where fund = ? and paper = ?")
                .params(fund.code(), paper.value())
                .query(String.class)
                .optional()
                .map(Quad::parse);
    }

    private record Candidate(PaperId paper, PersonId owner, String likeness) {}

    List<Alike> similar(FundId fund, PaperId paper) {
        Optional<Likeness> own = jdbc.sql("select likeness from document.picture where fund = ? and paper = ?")
                .params(fund.code(), paper.value())
                .query(String.class)
                .optional()
                .map(Likeness::parse);
        List<Alike> alike = new ArrayList<>();
        own.ifPresent(likeness -> nearest(fund, paper, likeness.coarse()).forEach(other -> {
            double near = likeness.to(Likeness.parse(other.likeness()));
            if (near >= SAME) {
                alike.add(new Alike(other.paper(), other.owner(), near));
            }
        }));
        alike.sort(Comparator.comparingDouble(Alike::likeness).reversed());
        return alike.stream().limit(MOST_ALIKE).toList();
    }

    private List<Candidate> nearest(FundId fund, PaperId paper, byte[] coarse) {
        return jdbc.sql("""
                select p.id, p.owner, c.likeness
                  from document.picture c join document.paper p on p.fund = c.fund and p.id = c.paper
                  join document.picture own on own.fund = c.fund and own.paper = :paper
                 where c.fund = :fund and c.paper <> :paper
                   and (c.receipt is null or own.receipt is null or c.receipt = own.receipt)
                 order by bit_count(('x' || encode(c.coarse, 'hex'))::bit(384)
                                  # ('x' || encode(:coarse, 'hex'))::bit(384)), p.id desc
                 limit :most""")
                .param("fund", fund.code())
                .param("paper", paper.value())
                .param("coarse", coarse)
                .param("most", LOOKED_AT)
                .query((row, number) -> new Candidate(
                        new PaperId(row.getLong("id")), new PersonId(row.getLong("owner")), row.getString("likeness")))
                .list();
    }
}
