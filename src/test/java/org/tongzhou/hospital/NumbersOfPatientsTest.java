package org.tongzhou.hospital;

import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.IdentityChange;
import org.tongzhou.person.IdentityChanges;
import org.tongzhou.testing.TestData;

/** A hospital that still has the papers of before reports a stay of whose number was corrected since. */
class NumbersOfPatientsTest extends ReportRoom {
    @Autowired
    IdentityChanges identities;

    @ParameterizedTest
    @CsvSource({"RENUMBERED, old, taken", "RENUMBERED, new, taken", "SLIP, old, not_kept", "SLIP, new, taken"})
    void aStayIsTheirsByTheNumberOfTodayAndByOneThatWasTheirs(IdentityChange.Cause cause, String number, String outcome)
            throws Exception {
        Member member = member();
        ResidentId today = TestData.residentId(Sex.MALE, LocalDate.of(1980, 3, 4));
        corrected(member, today, cause);
        String reported =
                number.equals("new") ? today.number() : member.person().id().number();
        Reporting.Stay stay = Reporting.Stay.of(member.person().name(), reported, "1000.00");
        send(reporting.hospital(COUNTY, true), Reporting.bundle(reference(), stay))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.entry[0].response.outcome.issue[0].details.coding[0].code")
                        .value(outcome));
    }

    private void corrected(Member member, ResidentId today, IdentityChange.Cause cause) {
        Actor reviewer = data.actor(Role.COUNTY_REVIEWER, TestData.HUANGSHI);
        IdentityChange wanted = new IdentityChange(member.id(), today.number(), cause, "看了身份证原件");
        long change = identities.ask(reviewer, wanted, TestData.NOW);
        Actor province = data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE);
        identities.confirm(province, change, today.number(), TestData.NOW);
    }
}
