package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.testing.TestData;

/** What a roster changes of people whom the fund knows. */
class PhonesOfRostersTest extends RosterRoom {
    private static final String OTHER_PHONE = "13912345678";

    @Autowired
    SomeCovers held;

    private final NewPerson who = TestData.newPerson(Sex.MALE, LocalDate.of(1985, 6, 15));

    @Test
    void aRosterKeepsThePhoneOfWhoIsCoveredThroughAnotherUnitAndSaysSo() throws IOException {
        PersonId person = held.hospital(data.unit(DAYE), who);
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = upload(officer, HEAD + asked(",1,,"));
        assertThat(notes(officer, draft)).containsExactly("reached_as_known");
        enrol(officer, draft);
        assertThat(people.phone(FUND, person)).hasValue(who.phone());
        assertThat(told(person)).isEmpty();
    }

    @Test
    void aRosterGivesNoCardToWhoWasCoveredThroughAnotherUnit() throws IOException {
        NewPerson cardless = new NewPerson(who.name(), who.id(), null, null);
        LocalDate before = LocalDate.of(2025, 1, 1);
        PersonId person = held.from(before, data.unit(DAYE), List.of(hospital(cardless, before)));
        Actor officer = data.officer(data.unit(DAYE));
        String csv = HEAD.strip() + ",银行卡号\n" + asked(",1,,").strip() + ",6222021234567890128\n";
        enrol(officer, upload(officer, csv));
        assertThat(people.phone(FUND, person)).isEmpty();
        assertThat(people.card(FUND, person).cardTail()).isNull();
    }

    @Test
    void theirOwnUnitBringsANewPhoneAndTheyAreTold() throws IOException {
        Unit unit = data.unit(DAYE);
        PersonId person = held.hospital(unit, who);
        Actor officer = data.officer(unit);
        DraftId draft = upload(officer, HEAD + asked(",1,,"));
        assertThat(notes(officer, draft)).isEmpty();
        enrol(officer, draft);
        assertThat(people.phone(FUND, person)).hasValue(OTHER_PHONE);
        assertThat(told(person)).containsExactly("notice.phone.changed");
        assertThat(jdbc.sql("select account from audit.entry where action = 'person.phone_changed' and subject = :of")
                        .param("of", "person:" + person.value())
                        .query(Long.class)
                        .list())
                .containsExactly(officer.userId());
    }

    @Test
    void theUnitToWhichTheyMovedBringsANewPhoneOnceItsOwnCoverHasBegun() throws IOException {
        LocalDate before = LocalDate.of(2025, 1, 1);
        PersonId person = held.from(before, data.unit(DAYE), List.of(hospital(who, before)));
        Unit unit = data.unit(DAYE);
        held.hospital(unit, who);
        Actor officer = data.officer(unit);
        enrol(officer, upload(officer, HEAD + asked(",1,,")));
        assertThat(people.phone(FUND, person)).hasValue(OTHER_PHONE);
    }

    private static Histories.Member hospital(NewPerson person, LocalDate since) {
        return new Histories.Member(person, HOSPITAL, 1, since);
    }

    /** Their row with another phone. */
    private String asked(String units) {
        return who.name() + "," + who.id().number() + ",," + OTHER_PHONE + "," + units + "\n";
    }

    private List<String> notes(Actor officer, DraftId draft) {
        return rosters.verdict(officer, draft, TODAY).lines(RosterLine::isGood).stream()
                .flatMap(line -> line.notes().stream())
                .map(note -> note.code().code())
                .filter(code -> code.startsWith("reached"))
                .toList();
    }

    private List<String> told(PersonId person) {
        return jdbc.sql("select template from notice.message where person = :person and template like '%phone%'")
                .param("person", person.value())
                .query(String.class)
                .list();
    }
}
