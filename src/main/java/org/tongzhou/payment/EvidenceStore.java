package org.tongzhou.payment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Canonical;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.SealedColumn;
import org.tongzhou.kernel.SealedColumns;
import org.tongzhou.kernel.Vault;

/** Keeps evidence as it came, sealed: it may show names and accounts. */
@Component
class EvidenceStore implements SealedColumns {
    private final JdbcClient jdbc;
    private final Vault vault;

    EvidenceStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** The same paper for the same discrepancy is kept once. */
    void keep(FundId fund, long discrepancy, Evidence evidence, PersonId by, Instant at) {
        jdbc.sql("""
                        insert into payment.evidence
                            (fund, discrepancy, name, kind, hash, sealed, uploaded_by, uploaded_at)
                        values (:fund, :discrepancy, :name, :kind, :hash, :sealed, :by, :at) on conflict do nothing
                        """)
                .param("fund", fund.code())
                .param("discrepancy", discrepancy)
                .param("name", evidence.name())
                .param("kind", evidence.kind())
                .param(
                        "hash",
                        new Canonical("payment.evidence/1")
                                .bytes(evidence.bytes())
                                .digest())
                .param("sealed", vault.seal(place(fund, discrepancy), evidence.bytes()))
                .param("by", by.value())
                .param("at", Ids.utc(at))
                .update();
    }

    Optional<Evidence> find(FundId fund, long discrepancy, long id) {
        return jdbc.sql("""
                        select name, kind, sealed from payment.evidence
                        where fund = :fund and discrepancy = :discrepancy and id = :id
                        """)
                .param("fund", fund.code())
                .param("discrepancy", discrepancy)
                .param("id", id)
                .query((row, n) -> new Evidence(
                        row.getString("name"),
                        row.getString("kind"),
                        vault.open(place(fund, discrepancy), row.getBytes("sealed"))))
                .optional();
    }

    /** The papers of these, by discrepancy. */
    Map<Long, List<Evidence.Kept>> of(FundId fund, List<Long> discrepancies) {
        record Row(long discrepancy, Evidence.Kept kept) {}
        return jdbc
                .sql("""
                        select discrepancy, id, name from payment.evidence
                        where fund = :fund and discrepancy = any(:discrepancies) order by id
                        """)
                .param("fund", fund.code())
                .param("discrepancies", discrepancies.toArray(Long[]::new))
                .query((row, n) -> new Row(row.getLong(1), new Evidence.Kept(row.getLong(2), row.getString(3))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::discrepancy, Collectors.mapping(Row::kept, Collectors.toList())));
    }

    private static String place(FundId fund, long discrepancy) {
        return "payment.evidence:" + fund.code() + ":" + discrepancy;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(SealedColumn.bulky(
                "payment.evidence", "sealed", "'payment.evidence:' || t.fund || ':' || t.discrepancy"));
    }
}
