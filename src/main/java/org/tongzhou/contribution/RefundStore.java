package org.tongzhou.contribution;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.SealedColumn;
import org.tongzhou.kernel.SealedColumns;
import org.tongzhou.kernel.Turn;
import org.tongzhou.kernel.Vault;
import org.tongzhou.payment.PayeeAccount;

@Component
class RefundStore implements SealedColumns {
    private static final String SELECT = """
            select r.*, c.bank_serial, c.payer
            from contribution.refund r join contribution.credit c on c.fund = r.fund and c.id = r.credit
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    RefundStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    record New(CreditId credit, Money amount, PayeeAccount account, String reason, PersonId by) {}

    RefundId insert(FundId fund, New refund, Instant now) {
        return new RefundId(jdbc.sql("""
                        insert into contribution.refund
                            (fund, credit, amount_fen, sealed, payee, reason, state, proposed_by, proposed_at)
                        values (:fund, :credit, :amount, :sealed, :payee, :reason, 'PROPOSED', :by, :at) returning id
                        """)
                .param("fund", fund.code())
                .param("credit", refund.credit().value())
                .param("amount", refund.amount().fen())
                .param("sealed", sealed(fund, refund))
                .param("payee", payee(refund))
                .param("reason", refund.reason())
                .param("by", refund.by().value())
                .param("at", Timestamp.from(now))
                .query(Long.class)
                .single());
    }

    /** What was taken off bills again that this credit had paid, as far as they are owed though their cover has begun. */
    Money dueForBegunCover(FundId fund, CreditId credit) {
        return Money.ofFen(jdbc.sql("""
                        select coalesce(sum(least(t.fen, b.total_fen - b.received_fen)), 0)::bigint
                        from (select bill, sum(amount_fen) as fen from contribution.allocation
                              where fund = :fund and credit = :credit and ended_why = 'UNDONE' group by bill) t
                        join contribution.bill b on b.fund = :fund and b.id = t.bill
                        where b.covered_on is not null and b.cancelled_on is null
                        """)
                .param("fund", fund.code())
                .param("credit", credit.value())
                .query(Long.class)
                .single());
    }

    /** Another account for a refund that came back, to be agreed anew. */
    void proposeAgain(FundId fund, Refund refund, New other, Instant now) {
        jdbc.sql("""
                        update contribution.refund set state = 'PROPOSED', sealed = :sealed, payee = :payee, reason = :reason,
                            proposed_by = :by, proposed_at = :at, agreed_by = null, agreed_at = null
                        where fund = :fund and id = :id
                        """)
                .param("sealed", sealed(fund, other))
                .param("payee", payee(other))
                .param("reason", other.reason())
                .param("by", other.by().value())
                .param("at", Timestamp.from(now))
                .param("fund", fund.code())
                .param("id", refund.id().value())
                .update();
    }

    private byte[] sealed(FundId fund, New refund) {
        PayeeAccount account = refund.account();
        String bank = account.bankName() == null ? "" : account.bankName();
        byte[] plain =
                String.join("\n", account.name(), account.account(), bank).getBytes(StandardCharsets.UTF_8);
        return vault.seal(place(fund, refund.credit()), plain);
    }

    private static String payee(New refund) {
        return refund.account().name() + " " + Mask.cardTail(refund.account().account());
    }

    private static String place(FundId fund, CreditId credit) {
        return "refund:" + fund.code() + ":" + credit.value();
    }

    PayeeAccount account(FundId fund, Refund refund) {
        byte[] sealed = jdbc.sql("select sealed from contribution.refund where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", refund.id().value())
                .query((row, n) -> row.getBytes(1))
                .single();
        String[] parts =
                new String(vault.open(place(fund, refund.credit()), sealed), StandardCharsets.UTF_8).split("\n", -1);
        return new PayeeAccount(parts[0], parts[1], parts[2], null);
    }

    Optional<Refund> find(FundId fund, RefundId id) {
        return one(fund, id, "");
    }

    Optional<Refund> lock(FundId fund, RefundId id) {
        return one(fund, id, " for update of r");
    }

    private Optional<Refund> one(FundId fund, RefundId id, String lock) {
        return jdbc.sql(SELECT + "where r.fund = :fund and r.id = :id" + lock)
                .param("fund", fund.code())
                .param("id", id.value())
                .query((row, n) -> refund(row))
                .optional();
    }

    /** Those that wait for somebody or for the bank first, then all else, each the newest first. */
    List<Refund> list(FundId fund, Turn after, int limit) {
        return jdbc.sql(SELECT + """
                        where r.fund = :fund and (r.state not in ('PAID', 'DROPPED'), r.id) < (:waits, :id)
                        order by r.state not in ('PAID', 'DROPPED') desc, r.id desc limit :limit
                        """)
                .param("fund", fund.code())
                .param("waits", after.waits())
                .param("id", after.id())
                .param("limit", limit)
                .query((row, n) -> refund(row))
                .list();
    }

    int toAgree(FundId fund) {
        return jdbc.sql("select count(*) from contribution.refund where fund = :fund and state = 'PROPOSED'")
                .param("fund", fund.code())
                .query(Integer.class)
                .single();
    }

    void agree(FundId fund, RefundId id, PersonId by, Instant now) {
        jdbc.sql("""
                        update contribution.refund set state = 'AGREED', agreed_by = :by, agreed_at = :now
                        where fund = :fund and id = :id
                        """)
                .param("by", by.value())
                .param("now", Timestamp.from(now))
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    void move(FundId fund, RefundId id, Refund.State state) {
        jdbc.sql("update contribution.refund set state = :state where fund = :fund and id = :id")
                .param("state", state.name())
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    private static Refund refund(ResultSet row) throws SQLException {
        Long agreed = row.getObject("agreed_by", Long.class);
        return new Refund(
                new RefundId(row.getLong("id")),
                new CreditId(row.getLong("credit")),
                row.getString("bank_serial"),
                row.getString("payer"),
                Money.ofFen(row.getLong("amount_fen")),
                row.getString("payee"),
                row.getString("reason"),
                Refund.State.valueOf(row.getString("state")),
                new PersonId(row.getLong("proposed_by")),
                agreed == null ? null : new PersonId(agreed),
                row.getTimestamp("proposed_at").toInstant());
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(new SealedColumn("contribution.refund", "sealed", "'refund:' || t.fund || ':' || t.credit"));
    }
}
