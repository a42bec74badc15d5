package org.tongzhou.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** Whose phone became another one is told, where the one before can hear it. */
@RoomTest
class PhoneNewsTest {
    @Autowired
    People people;

    @Autowired
    Registration registration;

    @Autowired
    AuditTrail audit;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ApplicationEventPublisher events;

    private static final class Told implements Outbox {
        private final List<Letter> letters = new ArrayList<>();

        @Override
        public void tell(FundId fund, PersonId person, Instant at, Telling telling) {
            letters.add(new Letter(person, telling));
        }

        @Override
        public void tellEach(FundId fund, List<Letter> all, Instant at) {
            letters.addAll(all);
        }
    }

    @Test
    void thePhoneBeforeIsToldThatAnotherTookItsPlace() {
        NewPerson before = TestData.newPerson(Sex.FEMALE, LocalDate.of(1985, 5, 5));
        PersonId person = people.registerAll(FUND, List.of(before), NOW).get(0);
        assertThat(told(moved(before, "17899990001"))).singleElement().satisfies(letter -> {
            assertThat(letter.person()).isEqualTo(person);
            assertThat(letter.formerPhone()).isEqualTo(before.phone());
            assertThat(letter.telling().values()).containsExactly(Mask.phone("17899990001"));
            assertThat(letter.toString()).doesNotContain(String.valueOf(before.phone()));
        });
    }

    @Test
    void whoHadNoneIsToldAtTheFirst() {
        NewPerson known = TestData.newPerson(Sex.FEMALE, LocalDate.of(1985, 5, 5));
        people.registerAll(FUND, List.of(moved(known, null)), NOW);
        assertThat(told(moved(known, "17899990002")))
                .singleElement()
                .satisfies(letter -> assertThat(letter.formerPhone()).isNull());
    }

    private static NewPerson moved(NewPerson person, String phone) {
        return new NewPerson(person.name(), person.id(), phone, null);
    }

    private List<Outbox.Letter> told(NewPerson arriving) {
        Told told = new Told();
        PhoneNews news = new PhoneNews(audit, told, events);
        transactions.executeWithoutResult(status -> {
            List<Arrival> arrivals = registration.ready(FUND, List.of(arriving), KnownPeople.NONE, NOW);
            news.changed(
                    Actor.system(FUND), registration.register(FUND, arrivals).newPhones(), NOW);
        });
        return told.letters;
    }
}
