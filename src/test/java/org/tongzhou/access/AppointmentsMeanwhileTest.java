package org.tongzhou.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.TwoAtOnce;

/** What happens between the asking and the word of the second, or at the moment of it. */
class AppointmentsMeanwhileTest extends AppointmentRoom {
    @Autowired
    private TransactionTemplate transactions;

    private TwoAtOnce twoAtOnce;

    @BeforeEach
    void bothAtOnce() {
        twoAtOnce = new TwoAtOnce(transactions, jdbc);
    }

    @Test
    void ofTwoWhoConfirmAtOnceOneOpensTheAccount() {
        long asked = appointments.open(first, account(Role.FINANCE_MAKER), NOW).appointment();
        Actor third = administrator(PROVINCE);
        assertThatThrownBy(() -> twoAtOnce.run(
                        () -> appointments.confirm(second, asked, NOW), () -> appointments.confirm(third, asked, NOW)))
                .rootCause()
                .hasMessage("appointment_done");
    }

    /** Nobody decides by a password that one administrator has seen whole, whichever of the two comes first. */
    @Test
    void aResetAtTheMomentOfTheConfirmationIsRefused() {
        long auditor = accounts.open(first, account(Role.AUDITOR), NOW).account();
        long asked = asMaker(auditor);
        assertThatThrownBy(() -> twoAtOnce.run(
                        () -> appointments.confirm(second, asked, NOW), () -> accounts.reset(first, auditor, NOW)))
                .rootCause()
                .hasMessage("appointed_by_two");
    }

    @Test
    void aConfirmationAtTheMomentOfAResetEndsItsPassword() throws Exception {
        NewAccount auditor = account(Role.AUDITOR);
        long id = accounts.open(first, auditor, NOW).account();
        long asked = asMaker(id);
        OneTimePassword[] reset = new OneTimePassword[1];
        Handed confirmed = twoAtOnce.run(
                () -> reset[0] = accounts.reset(first, id, NOW), () -> appointments.confirm(second, asked, NOW));
        assertThat(confirmed.part()).isEqualTo(Handed.Part.SECOND);
        assertThat(signIn(auditor.login(), reset[0].password())).isInstanceOf(Outcome.Wrong.class);
    }

    /** Two who ask about each other would wait for each other else. */
    @Test
    void whoIsBeingChangedMayBeNamedAsTheAskerMeanwhile() {
        long asker = second.userId();
        transactions.executeWithoutResult(changing -> {
            accounts.resettable(first, asker);
            TransactionTemplate beside =
                    new TransactionTemplate(Objects.requireNonNull(transactions.getTransactionManager()));
            beside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
            beside.executeWithoutResult(asking -> {
                jdbc.sql("set local lock_timeout = '2s'").update();
                assertThat(appointments.open(second, account(Role.MANAGER), NOW).waits())
                        .isTrue();
            });
        });
    }

    private long asMaker(long account) {
        return appointments
                .give(first, account, Set.of(Role.FINANCE_MAKER), NOW)
                .appointment();
    }

    @Test
    void aLoginThatIsTakenMeanwhileIsRefused() {
        NewAccount maker = account(Role.FINANCE_MAKER);
        long asked = appointments.open(first, maker, NOW).appointment();
        accounts.open(first, sameLogin(maker, Role.AUDITOR), NOW);
        refused("login_taken", () -> appointments.confirm(second, asked, NOW));
        appointments.drop(second, asked, NOW);
    }

    @Test
    void whatIsConfirmedIsWhatWasSeen() {
        long closed = deciding(Role.FINANCE_MAKER);
        long one = appointments.reset(first, closed, NOW).appointment();
        accounts.deactivate(first, closed, NOW);
        refused("appointment_moved", () -> appointments.confirm(second, one, NOW));
        long changed = deciding(Role.FINANCE_MAKER);
        long two = appointments
                .give(first, changed, Set.of(Role.FINANCE_MAKER, Role.FINANCE_CHECKER), NOW)
                .appointment();
        appointments.give(first, changed, Set.of(Role.AUDITOR), NOW);
        refused("appointment_moved", () -> appointments.confirm(second, two, NOW));
        assertThat(accounts.find(first, changed).roles()).containsExactly(Role.AUDITOR);
    }

    @Test
    void theWordOfWhoIsDismissedMeanwhileCountsNoMore() {
        long asked = appointments.open(first, account(Role.MANAGER), NOW).appointment();
        accounts.deactivate(second, first.userId(), NOW);
        refused("appointment_asker_gone", () -> appointments.confirm(second, asked, NOW));
        Actor other = administrator(PROVINCE);
        long next = appointments.open(other, account(Role.MANAGER), NOW).appointment();
        accounts.changeRoles(second, other.userId(), Set.of(Role.AUDITOR), NOW);
        refused("appointment_asker_gone", () -> appointments.confirm(second, next, NOW));
        appointments.drop(second, next, NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state = 'CONFIRMED'",
                "state = 'CONFIRMED', settled_by = asked_by, settled_person = asked_person, settled_path = asked_path,"
                        + " settled_at = asked_at",
                "state = 'REFUSED', settled_by = asked_by, settled_person = asked_person, settled_path = asked_path,"
                        + " settled_at = asked_at",
                "roles = '{ADMIN}'",
                "asked_person = person"
            })
    void theDatabaseKnowsNoSuchAppointment(String wrong) {
        long asked = appointments.reset(first, deciding(Role.MANAGER), NOW).appointment();
        assertThatThrownBy(() -> update(wrong, asked)).isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void theDatabaseKeepsWhatWasSettled() {
        long asked = appointments.reset(first, deciding(Role.MANAGER), NOW).appointment();
        appointments.confirm(second, asked, NOW);
        assertThatThrownBy(() -> update("state = 'WITHDRAWN'", asked))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> jdbc.sql("delete from access.appointment where id = :id")
                        .param("id", asked)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private void update(String what, long id) {
        jdbc.sql("update access.appointment set " + what + " where id = :id")
                .param("id", id)
                .update();
    }
}
