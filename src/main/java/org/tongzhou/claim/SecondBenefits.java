package org.tongzhou.claim;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Slice;
import org.tongzhou.plan.PaperKind;

/** What became of benefits that members were owed and had not asked for, in a territory. */
@Component
public class SecondBenefits {
    private static final int PAGE_WAITING = 100;

    private final JdbcClient jdbc;
    private final SearchMarks marks;

    SecondBenefits(JdbcClient jdbc, SearchMarks marks) {
        this.jdbc = jdbc;
        this.marks = marks;
    }

    /** Cases of the territory that the search cannot read: how many, and the numbers of those that wait longest, at most 200. */
    public record SetAside(int all, List<String> longest) {
        public SetAside {
            longest = List.copyOf(longest);
        }
    }

    /** Somebody has to see to them. */
    @Transactional(readOnly = true)
    public SetAside setAside(Actor actor) {
        requireStaff(actor);
        List<SearchMarks.Aside> longest = marks.aside(actor.scope());
        return new SetAside(
                marks.countAside(actor.scope()),
                longest.stream().map(SearchMarks.Aside::number).toList());
    }

    /** How many were found, told to the member, filed, and paid, with the sums that are open at most and that were paid. */
    public record Figures(String plan, int found, int told, int filed, int paid, Money openUpTo, Money paidInAll) {}

    /** A member who may be owed more; {@code missing} papers. */
    public record Waiting(
            long id,
            CaseId eventCase,
            PersonId person,
            String plan,
            Money upTo,
            List<PaperKind> missing,
            Instant since) {}

    @Transactional(readOnly = true)
    public List<Figures> figures(Actor actor) {
        requireStaff(actor);
        return within(actor.scope(), """
                        select p.plan, count(*) as found, count(p.told_at) as told, count(p.claim) as filed,
                            count(*) filter (where c.state in ('PAID', 'CLOSED')) as paid,
                            coalesce(sum(p.up_to_fen) filter (where p.state = 'OPEN'), 0)::bigint as open_fen,
                            coalesce(sum(c.amount_fen) filter (where c.state in ('PAID', 'CLOSED')), 0)::bigint as paid_fen
                        from claim.proposal p left join claim.claim c on c.fund = p.fund and c.id = p.claim
                        where p.fund = :fund and p.unit_path >= :from and p.unit_path < :upTo
                        group by p.plan order by p.plan
                        """)
                .query((row, n) -> new Figures(
                        row.getString("plan"),
                        row.getInt("found"),
                        row.getInt("told"),
                        row.getInt("filed"),
                        row.getInt("paid"),
                        Money.ofFen(row.getLong("open_fen")),
                        Money.ofFen(row.getLong("paid_fen"))))
                .list();
    }

    /** Who may be owed more and has not sent the papers, longest first, 100 at a time; for reviewers, and officers of the unit. */
    @Transactional(readOnly = true)
    public Slice<Waiting> waiting(Actor actor, @Nullable String after) {
        if (!actor.is(Role.UNIT_OFFICER)) {
            requireStaff(actor);
        }
        List<Waiting> found = within(actor.scope(), """
                        select id, case_id, person, plan, up_to_fen, missing, found_at from claim.proposal
                        where fund = :fund and unit_path >= :from and unit_path < :upTo and state = 'OPEN'
                            and id > :above
                        order by id limit :most
                        """)
                .param("above", Slice.above(after))
                .param("most", PAGE_WAITING + 1)
                .query((row, n) -> new Waiting(
                        row.getLong("id"),
                        new CaseId(row.getLong("case_id")),
                        new PersonId(row.getLong("person")),
                        row.getString("plan"),
                        Money.ofFen(row.getLong("up_to_fen")),
                        ClaimRows.strings(row.getArray("missing")).stream()
                                .map(PaperKind::valueOf)
                                .toList(),
                        Optional.ofNullable(row.getTimestamp("found_at"))
                                .map(Timestamp::toInstant)
                                .orElseThrow()))
                .list();
        return Slice.of(found, PAGE_WAITING, one -> Long.toString(one.id()));
    }

    private JdbcClient.StatementSpec within(Scope scope, String sql) {
        return jdbc.sql(sql).params(scope.params());
    }

    private static void requireStaff(Actor actor) {
        actor.require(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.MANAGER, Role.AUDITOR);
    }
}
