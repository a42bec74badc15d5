package org.tongzhou.contribution;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;

/** Agreed parts in which a unit pays a bill: cover starts when all of it is in, or by agreement with the first part. */
@Component
public class Instalments {
    private static final int MOST = 12;
    private static final int LONGEST_MONTHS = 12;

    private final JdbcClient jdbc;
    private final BillStore bills;
    private final BillWriting writing;
    private final Settling settling;
    private final AuditTrail audit;

    Instalments(JdbcClient jdbc, BillStore bills, BillWriting writing, Settling settling, AuditTrail audit) {
        this.jdbc = jdbc;
        this.bills = bills;
        this.writing = writing;
        this.settling = settling;
        this.audit = audit;
    }

    /** What starts the cover of a bill in instalments. */
    public enum Start {
        ALL_PAID,
        FIRST_PAID
    }

    /**
     * Agrees the parts of an open bill: 2 to 12, due one after the other within a year, together what its payers transfer.
     * Once a bill. Refuses {@code instalments_sum}, {@code instalments_days}, {@code instalments_agreed}, {@code bill_paid}.
     */
    @Transactional
    public void agree(Actor actor, BillId id, List<Instalment> parts, Start start, Instant now) {
        actor.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER);
        bills.require(actor.scope(), id);
        PersonId person = actor.requirePerson();
        Bill bill = bills.lock(actor.fund(), id).orElseThrow(Refusal::notFound);
        check(actor, bill, parts, FundClock.dayOf(now));
        insert(actor, id, parts, person, now);
        if (start == Start.FIRST_PAID) {
            writing.startAt(
                    actor.fund(), id, bill.subsidised().plus(parts.get(0).amount()));
            settling.settle(actor.fund(), List.of(bills.lock(actor.fund(), id).orElseThrow()), now);
        }
        audit.record(new AuditEntry(
                actor,
                now,
                "bill.instalments_agreed",
                Postings.cause(bill),
                Map.of("parts", Integer.toString(parts.size()), "start", start.name())));
    }

    private void check(Actor actor, Bill bill, List<Instalment> parts, LocalDate today) {
        if (!bill.isOpen()) {
            throw Refusal.conflict("bill_paid", bill.reference());
        }
        if (!of(actor, bill.id()).isEmpty()) {
            throw Refusal.conflict("instalments_agreed", bill.reference());
        }
        Money sum = parts.stream().map(Instalment::amount).reduce(Money.ZERO, Money::plus);
        boolean positive = parts.stream().allMatch(part -> part.amount().isPositive());
        if (parts.size() < 2 || parts.size() > MOST || !positive || !sum.equals(bill.toTransfer())) {
            throw Refusal.invalid("instalments_sum", MOST, bill.toTransfer(), sum);
        }
        LocalDate before = today.minusDays(1);
        for (Instalment part : parts) {
            if (!part.dueOn().isAfter(before) || part.dueOn().isAfter(today.plusMonths(LONGEST_MONTHS))) {
                throw Refusal.invalid("instalments_days", LONGEST_MONTHS);
            }
            before = part.dueOn();
        }
    }

    private void insert(Actor actor, BillId id, List<Instalment> parts, PersonId person, Instant now) {
        jdbc.sql("""
                        insert into contribution.instalment (fund, bill, no, due_on, amount_fen, agreed_by, agreed_at)
                        select :fund, :bill, no, day, amount, :by, :at
                        from unnest(:days::date[], :amounts::bigint[]) with ordinality as t (day, amount, no)
                        """)
                .param("fund", actor.fund().code())
                .param("bill", id.value())
                .param(
                        "days",
                        parts.stream().map(part -> part.dueOn().toString()).toArray(String[]::new))
                .param(
                        "amounts",
                        parts.stream().map(part -> part.amount().fen()).toArray(Long[]::new))
                .param("by", person.value())
                .param("at", Timestamp.from(now))
                .update();
    }

    /** All parts are paid, and the bill becomes less than they were together: it is one like any other from now on. */
    void end(FundId fund, BillId id) {
        jdbc.sql("delete from contribution.instalment where fund = :fund and bill = :bill")
                .param("fund", fund.code())
                .param("bill", id.value())
                .update();
    }

    /** The agreed parts of a bill of the actor's territory, in order; empty where it is paid at once. */
    public List<Instalment> of(Actor actor, BillId id) {
        bills.require(actor.scope(), id);
        return jdbc.sql("""
                        select due_on, amount_fen from contribution.instalment
                        where fund = :fund and bill = :bill order by no
                        """)
                .param("fund", actor.fund().code())
                .param("bill", id.value())
                .query((row, n) -> new Instalment(
                        row.getObject("due_on", LocalDate.class), Money.ofFen(row.getLong("amount_fen"))))
                .list();
    }
}
