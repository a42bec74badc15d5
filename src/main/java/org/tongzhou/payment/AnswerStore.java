package org.tongzhou.payment;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Canonical;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.SealedColumn;
import org.tongzhou.kernel.SealedColumns;
import org.tongzhou.kernel.Vault;
import org.tongzhou.payment.iso.AccountNotice;

/** Keeps what the bank said as it said it, sealed, and the bank's book line by line. */
@Component
class AnswerStore implements SealedColumns {
    /** Lines without a payment in our copy of the book, which stays as it was told, that people have settled in some way. */
    private static final String SETTLED_BY_PEOPLE = """
            payment.discrepancy
            where fund = :fund and kind = 'CONTRADICTION' and claimed like 'DEBITED:%' and instruction = any(:ids::bigint[])
              and settled_by is not null and proposal =\s""";

    /** As the payment's debit. */
    private static final String DEBITED_BY_PEOPLE = SETTLED_BY_PEOPLE + "'PAID'\n";

    /** Lines of the bank's book that move the whole of the payment they name. */
    private static final String OF_WHOLE_AMOUNT = """
            payment.bank_entry e
            join payment.instruction i on i.fund = e.fund and i.id = e.instruction and i.amount_fen = e.amount_fen
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    AnswerStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Which message: its kind, the bank's own id where it could be read, and its bytes. */
    record Raw(String kind, @Nullable String bankMsgId, byte[] bytes) {
        static final String CSV = "csv";

        /** Lines of a csv have no id of their own, so their content is their id. */
        static Raw csv(byte[] bytes) {
            String id = HexFormat.of().formatHex(hash(bytes), 0, 8);
            return new Raw(CSV, "CSV-" + id, bytes);
        }

        byte[] hash() {
            return hash(bytes);
        }

        private static byte[] hash(byte[] bytes) {
            return new Canonical("payment.answer/1").bytes(bytes).digest();
        }
    }

    record Cursor(long after, long seenEvent) {}

    /** True when these very bytes were applied before. */
    boolean knows(FundId fund, Raw raw) {
        return before(fund, raw).isPresent();
    }

    /** The number under which these very bytes were applied before. */
    Optional<Long> before(FundId fund, Raw raw) {
        return jdbc.sql("select id from payment.answer where fund = :fund and hash = :hash and outcome = 'APPLIED'")
                .param("fund", fund.code())
                .param("hash", raw.hash())
                .query(Long.class)
                .optional();
    }

    /** True when another message with this id of the bank's has been applied. */
    boolean idIsTaken(FundId fund, Raw raw) {
        return jdbc.sql("""
                        select exists (select from payment.answer
                            where fund = :fund and kind = :kind and bank_msg_id = :id and outcome = 'APPLIED')
                        """)
                .param("fund", fund.code())
                .param("kind", raw.kind())
                .param("id", raw.bankMsgId())
                .query(Boolean.class)
                .single();
    }

    long applied(FundId fund, Raw raw, Arrival arrival) {
        return insert(fund, raw, null, arrival).orElseThrow();
    }

    /** Empty when it was refused before. */
    Optional<Long> refused(FundId fund, Raw raw, String fault, Instant at) {
        return insert(fund, raw, fault, Arrival.byLine(at));
    }

    private Optional<Long> insert(FundId fund, Raw raw, @Nullable String fault, Arrival arrival) {
        Hand by = arrival.by();
        return jdbc.sql("""
                        insert into payment.answer
                            (fund, kind, bank_msg_id, hash, received_at, sealed, outcome, fault, carried_by, carried_name)
                        values (:fund, :kind, :id, :hash, :at, :sealed, :outcome, :fault, :by, :name)
                        on conflict (fund, hash, outcome) do nothing returning id
                        """)
                .param("fund", fund.code())
                .param("kind", raw.kind())
                .param("id", raw.bankMsgId(), Types.VARCHAR)
                .param("hash", raw.hash())
                .param("at", Ids.utc(arrival.at()))
                .param("by", by == null ? null : by.person().value(), Types.BIGINT)
                .param("name", by == null ? null : by.name(), Types.VARCHAR)
                .param("sealed", vault.seal(place(fund, raw.hash()), raw.bytes()))
                .param("outcome", fault == null ? "APPLIED" : "REFUSED")
                .param("fault", fault, Types.VARCHAR)
                .query(Long.class)
                .optional();
    }

    Optional<byte[]> original(FundId fund, long answer) {
        return jdbc.sql("select hash, sealed from payment.answer where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", answer)
                .query((row, n) -> vault.open(place(fund, row.getBytes("hash")), row.getBytes("sealed")))
                .optional();
    }

    private static String place(FundId fund, byte[] hash) {
        return "payment.answer:" + fund.code() + ":" + HexFormat.of().formatHex(hash);
    }

    /** Under these references, of whichever year. */
    List<BankEntry> entries(FundId fund, Collection<String> refs) {
        return jdbc.sql("""
                        select e.bank_ref, e.kind, e.amount_fen, e.value_date, a.kind = 'csv' as is_csv,
                               case when e.instruction is not null then e.end_to_end end as ours
                        from payment.bank_entry e join payment.answer a on a.fund = e.fund and a.id = e.answer
                        where e.fund = :fund and e.bank_ref = any(:refs::text[])
                        """)
                .param("fund", fund.code())
                .param("refs", refs.toArray(String[]::new))
                .query((row, n) -> new BankEntry(
                        row.getString("bank_ref"),
                        row.getString("kind"),
                        Money.ofFen(row.getLong("amount_fen")),
                        row.getString("ours"),
                        row.getObject("value_date", LocalDate.class),
                        row.getBoolean("is_csv"),
                        row.getBoolean("is_csv")))
                .list();
    }

    /** Of these instructions, those that the bank's book shows as paid out already, by itself or as people have read it. */
    Set<Long> debited(FundId fund, Collection<Long> instructions) {
        return Set.copyOf(jdbc.sql("""
                        select instruction from payment.bank_entry
                        where fund = :fund and kind = 'DEBIT' and instruction = any(:ids::bigint[])
                        union select instruction from\s""" + DEBITED_BY_PEOPLE)
                .param("fund", fund.code())
                .param("ids", instructions.stream().mapToLong(Long::longValue).toArray())
                .query(Long.class)
                .list());
    }

    /** Of these instructions, those that a debit names which people have left at our book, as it was then. */
    Set<Long> leftByPeople(FundId fund, Collection<Long> instructions) {
        return Set.copyOf(jdbc.sql("select distinct instruction from " + SETTLED_BY_PEOPLE + "'AS_BOOKED'")
                .param("fund", fund.code())
                .param("ids", instructions.stream().mapToLong(Long::longValue).toArray())
                .query(Long.class)
                .list());
    }

    /** True when the bank's book shows an instruction as paid out with its whole amount. */
    boolean isDebitedWhole(FundId fund, long instruction) {
        return jdbc.sql("""
                        select exists (select from\s""" + OF_WHOLE_AMOUNT + """
                            where e.fund = :fund and e.kind = 'DEBIT' and e.instruction = :instruction)
                        """)
                .param("fund", fund.code())
                .param("instruction", instruction)
                .query(Boolean.class)
                .single();
    }

    /**
     * How often the bank's book shows each of these as paid out, in the sense of {@link #debited}, beyond how often as come back, by its
     * whole amount; 0 is left out. The bank may pay twice and take one of the two back: the money is with the payee still.
     */
    Map<Long, Integer> out(FundId fund, Collection<Long> instructions) {
        Map<Long, Integer> out = new HashMap<>();
        jdbc.sql("""
                        select l.instruction, sum(l.times)::int as times from (
                            select e.instruction, case e.kind when 'DEBIT' then 1 else -1 end as times
                            from\s""" + OF_WHOLE_AMOUNT + """
                            where e.fund = :fund and e.kind in ('DEBIT', 'RETURN') and e.instruction = any(:ids::bigint[])
                            union all select instruction, 1 from\s""" + DEBITED_BY_PEOPLE + """
                        ) l group by l.instruction having sum(l.times) <> 0
                        """)
                .param("fund", fund.code())
                .param("ids", instructions.stream().mapToLong(Long::longValue).toArray())
                .query(row -> {
                    out.put(row.getLong("instruction"), row.getInt("times"));
                });
        return out;
    }

    /** A return that stands in the bank's book. */
    record Return(LocalDate valueDate, String reason) {}

    /** The return of an instruction, where the bank has booked one of all of it and has not paid it twice. */
    Optional<Return> returnOf(FundId fund, long instruction) {
        boolean twice = out(fund, List.of(instruction)).getOrDefault(instruction, 0) > 0;
        return twice ? Optional.empty() : anyReturnOf(fund, instruction);
    }

    /** The first that the bank has booked of all of it, also of what it had paid twice. */
    Optional<Return> anyReturnOf(FundId fund, long instruction) {
        return jdbc.sql("""
                        select e.value_date, coalesce(e.reason, '') as reason from\s""" + OF_WHOLE_AMOUNT + """
                        where e.fund = :fund and e.kind = 'RETURN' and e.instruction = :instruction
                        order by e.id limit 1
                        """)
                .param("fund", fund.code())
                .param("instruction", instruction)
                .query((row, n) -> new Return(row.getObject("value_date", LocalDate.class), row.getString("reason")))
                .optional();
    }

    /**
     * On which day the bank has booked the payment's sum by the line; one that names the payment goes before one that names none, and
     * among these the last told: references begin anew each year.
     */
    Optional<LocalDate> dayOf(FundId fund, long instruction, Discrepancy.Line line) {
        return jdbc.sql("""
                        select e.value_date from payment.bank_entry e
                        join payment.instruction i on i.fund = e.fund and i.id = :instruction and i.amount_fen = e.amount_fen
                        where e.fund = :fund and e.bank_ref = :ref and (e.kind = 'DEBIT') = :debit
                          and coalesce(e.instruction, i.id) = i.id
                        order by e.instruction, e.id desc limit 1
                        """)
                .param("fund", fund.code())
                .param("instruction", instruction)
                .param("ref", line.ref())
                .param("debit", line.isDebit())
                .query(LocalDate.class)
                .optional();
    }

    /** {@code instructions} gives for each entry the instruction it belongs to, or null, in the same order. */
    void book(FundId fund, List<AccountNotice.Entry> entries, List<@Nullable Long> instructions, long answer) {
        jdbc.sql("""
                        insert into payment.bank_entry
                            (fund, bank_ref, kind, end_to_end, amount_fen, value_date, reason, instruction, answer)
                        select :fund, e.ref, e.kind, e.end_to_end, e.amount, e.value_date, e.reason, e.instruction, :answer
                        from unnest(:refs::text[], :kinds::text[], :endToEnds::text[], :amounts::bigint[],
                            :valueDates::date[], :reasons::text[], :instructions::bigint[])
                            as e (ref, kind, end_to_end, amount, value_date, reason, instruction)
                        """)
                .param("fund", fund.code())
                .param("answer", answer)
                .param("refs", texts(entries, AccountNotice.Entry::ref))
                .param("kinds", texts(entries, entry -> entry.kind().name()))
                .param("endToEnds", texts(entries, AccountNotice.Entry::endToEnd))
                .param(
                        "amounts",
                        entries.stream().mapToLong(e -> e.amount().fen()).toArray())
                .param("valueDates", texts(entries, entry -> entry.valueDate().toString()))
                .param("reasons", texts(entries, AccountNotice.Entry::reason))
                .param("instructions", instructions.toArray(Long[]::new))
                .update();
    }

    private static String[] texts(
            List<AccountNotice.Entry> entries, Function<AccountNotice.Entry, @Nullable String> field) {
        return entries.stream().map(field).toArray(String[]::new);
    }

    Cursor cursor(FundId fund) {
        return jdbc.sql("select after, seen_event from payment.bank_cursor where fund = :fund")
                .param("fund", fund.code())
                .query((row, n) -> new Cursor(row.getLong(1), row.getLong(2)))
                .optional()
                .orElse(new Cursor(0, 0));
    }

    /** Locks the cursor's row, made first if there is none, so that one reader at a time moves it. */
    Cursor lockCursor(FundId fund) {
        jdbc.sql("insert into payment.bank_cursor values (:fund, 0, 0) on conflict do nothing")
                .param("fund", fund.code())
                .update();
        return jdbc.sql("select after, seen_event from payment.bank_cursor where fund = :fund for update")
                .param("fund", fund.code())
                .query((row, n) -> new Cursor(row.getLong(1), row.getLong(2)))
                .single();
    }

    void moveCursor(FundId fund, Cursor to) {
        jdbc.sql("""
                        update payment.bank_cursor
                        set after = greatest(after, :after), seen_event = greatest(seen_event, :seen) where fund = :fund
                        """)
                .param("after", to.after())
                .param("seen", to.seenEvent())
                .param("fund", fund.code())
                .update();
    }

    /** Our events after this one count as not yet compared with the bank's book. */
    void rewindCursor(FundId fund, long seenEvent) {
        jdbc.sql("update payment.bank_cursor set seen_event = least(seen_event, :seen) where fund = :fund")
                .param("seen", seenEvent)
                .param("fund", fund.code())
                .update();
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(SealedColumn.bulky(
                "payment.answer", "sealed", "'payment.answer:' || t.fund || ':' || encode(t.hash, 'hex')"));
    }
}
