package org.tongzhou.recovery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.payment.InstructionId;

/** What is kept of benefits and may be, of many at once. */
@Component
class KeptStore {
    private final JdbcClient jdbc;

    KeptStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was kept of instructions whose money came back. */
    Map<InstructionId, Money> keptOfReturned(FundId fund, Collection<InstructionId> instructions) {
        Map<InstructionId, Money> kept = new HashMap<>();
        jdbc.sql("""
                        select substr(split_part(cause, '#', 1), 13)::bigint as instruction, sum(amount_fen)::bigint as fen
                        from recovery.entry
                        where fund = :fund and kind = 'RETURNED' and split_part(cause, '#', 1) = any(:causes)
                        group by 1
                        """)
                .param("fund", fund.code())
                .param(
                        "causes",
                        instructions.stream()
                                .map(each -> "instruction:" + each.value())
                                .toArray(String[]::new))
                .query(row -> {
                    kept.put(new InstructionId(row.getLong("instruction")), Money.ofFen(row.getLong("fen")));
                });
        return kept;
    }

    /** Open ones that the person agreed to have kept from later benefits, oldest first, locked. */
    Map<PersonId, List<RecoveryId>> consented(FundId fund, Collection<PersonId> people) {
        Map<PersonId, List<RecoveryId>> consented = new HashMap<>();
        jdbc.sql("""
                        select r.person, r.id from recovery.recovery r
                        join recovery.consent c on c.fund = r.fund and c.recovery = r.id
                        where r.fund = :fund and r.person = any(:people::bigint[]) and r.state = 'OPEN'
                        order by r.id for update of r
                        """)
                .param("fund", fund.code())
                .param("people", people.stream().map(PersonId::value).toArray(Long[]::new))
                .query(row -> {
                    consented
                            .computeIfAbsent(new PersonId(row.getLong("person")), none -> new ArrayList<>())
                            .add(new RecoveryId(row.getLong("id")));
                });
        return consented;
    }

    /** What was kept already of benefits, by their causes; without those of which nothing was. */
    Map<String, Money> keptOf(FundId fund, Collection<String> causes) {
        Map<String, Money> kept = new HashMap<>();
        jdbc.sql("""
                        select cause, sum(amount_fen)::bigint as fen from recovery.entry
                        where fund = :fund and kind = 'OFFSET' and cause = any(:causes::text[]) group by cause
                        """)
                .param("fund", fund.code())
                .param("causes", causes.toArray(String[]::new))
                .query(row -> {
                    kept.put(row.getString("cause"), Money.ofFen(row.getLong("fen")));
                });
        return kept;
    }
}
