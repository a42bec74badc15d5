package org.tongzhou.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** What the database itself keeps of changes of account, whoever writes them past every door. */
@RoomTest
class AccountChangeConstraintTest {
    @Autowired
    PayeeAccounts accounts;

    @Autowired
    TestData data;

    @Autowired
    JdbcClient jdbc;

    private Actor member;
    private long asked;

    @BeforeEach
    void aChangeThatWaits() {
        PersonId person = data.person();
        member = data.actor(Role.MEMBER, TestData.PROVINCE, person);
        asked = change();
    }

    private long change() {
        PersonId person = java.util.Objects.requireNonNull(member.person());
        return accounts.change(
                member, new AccountChange(person, "6217002680011223345", null, true, null), TestData.NOW);
    }

    /** The same once more, in another state. */
    private void again(String state) {
        jdbc.sql("""
                        insert into person.account_change (fund, person, sealed, asked_by, reauthenticated, asked_at, open_from, state,
                            confirmed_by, confirmed_at)
                        select fund, person, sealed, asked_by, reauthenticated, asked_at, open_from, :state,
                            case when :state = 'CONFIRMED' then :other end, case when :state = 'CONFIRMED' then asked_at end
                        from person.account_change where fund = 42 and id = :id
                        """)
                .param("state", state)
                .param("other", data.person().value())
                .param("id", asked)
                .update();
    }

    @Test
    void onePersonHasOneChangeThatWaits() {
        again("CONFIRMED");
        again("WITHDRAWN");
        assertThatThrownBy(() -> again("ASKED")).rootCause().hasMessageContaining("account_change_one_open");
        accounts.withdraw(member, asked, TestData.NOW);
        assertThat(change()).isGreaterThan(asked);
    }

    @Test
    void noneIsConfirmedByThePersonOrWithoutProofOfWhoAsked() {
        for (String wrong : new String[] {
            "state = 'CONFIRMED', confirmed_by = person, confirmed_at = asked_at",
            "state = 'CONFIRMED'",
            "confirmed_at = asked_at",
            "reauthenticated = false",
            "asked_by = asked_by + 1",
            "reason = '看证件'",
            "reason = repeat('证', 201)"
        }) {
            assertThatThrownBy(() -> jdbc.sql("update person.account_change set " + wrong + " where id = ?")
                            .param(asked)
                            .update())
                    .as(wrong)
                    .rootCause()
                    .hasMessageContaining("check constraint");
        }
    }
}
